package dev.tributary.core.ledger;

import java.util.Locale;

/** Why final credit differs from provisional, in the order in which causes are applied. */
public enum Driver {
  LATE_CONVERSION,
  LATE_TOUCH,
  DUPLICATE,
  BOT,
  CONSENT_OR_ERASURE,
  IDENTITY_MERGE,
  STATE_TRUNCATION,
  RULE_VERSION,
  MODEL_VERSION,
  FX,
  ADJUSTMENT,
  /** What none of the others explains; always shown. */
  UNEXPLAINED;

  /** The name in tables, for example {@code late_touch}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}

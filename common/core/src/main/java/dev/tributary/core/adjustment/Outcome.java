package dev.tributary.core.adjustment;

import java.util.Locale;

/** What became of an adjustment. */
public enum Outcome {
  /** It counts as sent. */
  POSTED,
  /** It says what holds already: the order is worth the same after it. */
  NO_CHANGE,
  /** It gives back more than is left: the order ends at zero, what is above does not count. */
  OVER_REFUND,
  /** Its time is before its order's: it counts from the order's moment on. */
  BEFORE_ORDER,
  /** It is in another currency than its order: it does not count, since currencies don't mix. */
  OTHER_CURRENCY,
  /**
   * It names no currency, and in its order's there is no such amount: it has more decimals, or is
   * larger than any order. It does not count, since what was meant can't be known.
   */
  UNFIT_AMOUNT,
  /** No credited order of that type and id is known: it counts once there is one. */
  UNKNOWN_ORDER;

  /** The name in tables, for example {@code over_refund}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.tributary.core.reject;

import java.util.Locale;

/** Why an event is refused; the documentation of the contract mirrors this list. */
public enum Reason {
  MALFORMED_JSON;

  /** The stable code, for example {@code malformed_json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.tributary.core.journey;

import java.util.Locale;

/**
 * Why a candidate is no touch of a conversion; where several hold, the first in this order says.
 */
public enum Exclusion {
  /** A machine made it. */
  BOT,
  /** Its device clicks and looks faster than people do. */
  TOO_FAST,
  /** Its own consent forbids journeys. */
  CONSENT_DENIED,
  /** It is an impression, and view-through is off. */
  VIEW_THROUGH_OFF,
  /** A redirect's click whose id no consented event carried. */
  NOT_ADOPTED,
  /** The page view a click led to: one touch with that click. */
  SAME_TOUCH_AS_CLICK,
  /** It came after the conversion. */
  AFTER_CONVERSION,
  /** The person withdrew consent at or after it and up to the conversion. */
  CONSENT_WITHDRAWN,
  /** It is older than its window. */
  OUTSIDE_WINDOW,
  /** An earlier conversion used it up, where settings say that conversions do. */
  USED_UP,
  /** A path option left it out. */
  PATH_OPTION;

  /** The name in JSON, for example {@code outside_window}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}

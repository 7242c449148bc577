package dev.tributary.core.journey;

import java.util.Locale;

/** How a touch came about, which decides its lookback window. */
public enum TouchKind {
  /** A redirect, or an ad click sent or imported. */
  CLICK,
  /** The first page view of a session. */
  VISIT,
  /** An ad impression, where view-through is on. */
  VIEW;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}

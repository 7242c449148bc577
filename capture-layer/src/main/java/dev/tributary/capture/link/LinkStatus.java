package dev.tributary.capture.link;

import java.util.Locale;

/** Whether a link redirects. */
public enum LinkStatus {
  ACTIVE,
  DISABLED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LinkStatus ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}

package dev.tributary.core.consent;

import java.util.Locale;

/** A visitor's answer to one purpose. */
public enum Choice {
  GRANTED,
  DENIED,
  UNKNOWN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The choice of that wire name; whatever is not one of ours is unknown. */
  public static Choice ofWire(String wire) {
    for (Choice choice : values()) {
      if (choice.wire().equals(wire)) {
        return choice;
      }
    }
    return UNKNOWN;
  }
}

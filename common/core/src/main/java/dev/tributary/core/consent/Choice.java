package dev.tributary.core.consent;

import java.util.Collection;
import java.util.Locale;

/** A visitor's answer to one purpose. */
public enum Choice {
  GRANTED,
  DENIED,
  UNKNOWN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Choice of(boolean granted) {
    return granted ? GRANTED : DENIED;
  }

  /** Denied where any denies, else granted where any grants, else unknown. */
  static Choice strictest(Collection<Choice> choices) {
    if (choices.contains(DENIED)) {
      return DENIED;
    }
    return choices.contains(GRANTED) ? GRANTED : UNKNOWN;
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

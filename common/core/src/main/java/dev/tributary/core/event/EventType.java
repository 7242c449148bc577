package dev.tributary.core.event;

import java.util.Locale;
import java.util.Optional;

/** What happened, as the contract names it on the wire. */
public enum EventType {
  IMPRESSION,
  CLICK,
  PAGE_VIEW,
  CONVERSION,
  ADJUSTMENT,
  IDENTIFY,
  UNLINK,
  CONSENT;

  /** The name in JSON and in the tables, for example {@code page_view}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that wire name, or empty where the contract has none of that name. */
  public static Optional<EventType> ofWire(String wire) {
    for (EventType type : values()) {
      if (type.wire().equals(wire)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}

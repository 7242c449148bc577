package dev.tributary.core.event;

import java.util.Locale;
import java.util.Optional;

/** How an adjustment changes its order. */
public enum AdjustmentKind {
  /** Part or all of the money went back; the value is the amount refunded. */
  REFUND,
  /** The order was called off; its value becomes zero. */
  CANCEL,
  /** The order is worth another amount now; the value is the new total. */
  CHANGE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AdjustmentKind> ofWire(String wire) {
    for (AdjustmentKind kind : values()) {
      if (kind.wire().equals(wire)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}

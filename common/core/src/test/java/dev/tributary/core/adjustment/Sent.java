package dev.tributary.core.adjustment;

import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;

/** Adjustments made by hand. */
final class Sent {

  static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");

  private Sent() {}

  static TimelineEvent refund(String key, int hours, long minor) {
    return adjustment(key, "refund", hours, minor, "EUR");
  }

  static TimelineEvent change(String key, int hours, long minor) {
    return adjustment(key, "change", hours, minor, "EUR");
  }

  static TimelineEvent cancel(String key, int hours) {
    return adjustment(key, "cancel", hours, null, null);
  }

  /** A refund that names no currency. */
  static TimelineEvent inOrderCurrency(String key, int hours, String decimal) {
    return adjustment(key, "refund", hours, null, null, decimal);
  }

  /** An adjustment of the order A-1, so many hours after noon. */
  static TimelineEvent adjustment(String key, String kind, int hours, Long minor, String currency) {
    return adjustment(key, kind, hours, minor, currency, null);
  }

  private static TimelineEvent adjustment(
      String key, String kind, int hours, Long minor, String currency, String inOrderCurrency) {
    Instant at = NOON.plusSeconds(hours * 3_600L);
    return new TimelineEvent(
        key,
        "adjustment",
        at,
        at.plusSeconds(1),
        "shop",
        1,
        null,
        null,
        null,
        null,
        null,
        "Direct",
        "(direct)",
        "(none)",
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        true,
        "purchase",
        "A-1",
        minor,
        currency,
        inOrderCurrency,
        kind);
  }
}

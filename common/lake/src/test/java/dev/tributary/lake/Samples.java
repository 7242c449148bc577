package dev.tributary.lake;

import dev.tributary.core.event.EventRow;
import java.time.Instant;

/** Rows for tests. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");

  private Samples() {}

  static EventRow click(String key, String visitor) {
    return new EventRow(
        key,
        null,
        "click",
        NOON,
        NOON,
        null,
        NOON,
        visitor,
        null,
        null,
        null,
        "google",
        "cpc",
        "brand",
        null,
        null,
        null,
        "https://shop.example/",
        null,
        null,
        null,
        "phone",
        null,
        null,
        "granted",
        "granted",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "c1",
        1L,
        "ok",
        1);
  }
}

package dev.tributary.speed.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.event.EnvelopeHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Headers of a message that may lack any of them: a rejected event has to be recorded anyhow. */
record RejectedHeaders(Map<String, byte[]> headers) {

  /** The text of a header, or null. */
  String text(String name) {
    byte[] value = headers.get(name);
    return value == null ? null : new String(value, UTF_8);
  }

  Optional<Instant> receivedAt() {
    return number(EnvelopeHeaders.RECEIVED_AT)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  Optional<Long> sequence() {
    return number(EnvelopeHeaders.SEQUENCE);
  }

  Optional<Integer> size() {
    return number("size").map(Math::toIntExact);
  }

  private Optional<Long> number(String name) {
    String text = text(name);
    return text != null && text.matches("\\d{1,18}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }
}

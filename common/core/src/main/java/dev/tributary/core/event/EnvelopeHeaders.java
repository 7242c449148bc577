package dev.tributary.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The envelope as message headers: names here, values as UTF-8 text, numbers in decimal, so that
 * any Kafka tool shows them readably.
 */
public final class EnvelopeHeaders {

  public static final String KEY = "key";
  public static final String COLLECTOR_ID = "collector_id";
  public static final String SEQUENCE = "sequence";

  /** Microseconds since 1970-01-01T00:00:00Z. */
  public static final String RECEIVED_AT = "received_at";

  public static final String SCHEMA_VERSION = "schema_version";
  public static final String STATUS = "status";

  /**
   * Beside the envelope: the fingerprint of the key whose pseudonyms the event carries, so that
   * collectors notice that they have different ones.
   */
  public static final String PSEUDONYM_KEY = "pseudonym_key";

  private EnvelopeHeaders() {}

  /** The headers of an envelope, in a fixed order. */
  public static Map<String, byte[]> write(Envelope envelope) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, KEY, envelope.key());
    put(headers, COLLECTOR_ID, envelope.origin().collectorId());
    put(headers, SEQUENCE, Long.toString(envelope.origin().sequence()));
    put(headers, RECEIVED_AT, Long.toString(EpochMicros.of(envelope.receivedAt())));
    put(headers, SCHEMA_VERSION, Integer.toString(envelope.schemaVersion()));
    put(headers, STATUS, envelope.status());
    return headers;
  }

  /**
   * The envelope of some headers; headers that are not ours are ignored.
   *
   * @throws IllegalArgumentException when one of ours is missing or no number where one is due
   */
  public static Envelope read(Map<String, byte[]> headers) {
    return new Envelope(
        text(headers, KEY),
        new Origin(text(headers, COLLECTOR_ID), number(headers, SEQUENCE)),
        Instant.EPOCH.plus(number(headers, RECEIVED_AT), ChronoUnit.MICROS),
        Math.toIntExact(number(headers, SCHEMA_VERSION)),
        text(headers, STATUS));
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(UTF_8));
  }

  private static String text(Map<String, byte[]> headers, String name) {
    byte[] value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The message has no header '"
              + name
              + "', so it was not written by this platform. Check which producer writes the topic.");
    }
    return new String(value, UTF_8);
  }

  private static long number(Map<String, byte[]> headers, String name) {
    String text = text(headers, name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The message's header '"
              + name
              + "' is '"
              + text
              + "', which is no whole number. Check which producer writes the topic.",
          e);
    }
  }
}

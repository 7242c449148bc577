package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.event.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What clicks on one link become that differ in their id and time only: admission's own answer to a
 * click with a marked id and time, into which those of each click are put. A click so costs no
 * parsing and no JSON, and can't become anything else than what {@link Admission#redirect} says.
 *
 * <p>Safe for use by several threads.
 */
public final class RedirectTemplate {

  /** A time that no click has, so that it is found again in the text. */
  private static final Instant MARKED_TIME = Instant.parse("2001-02-03T04:05:06.789123Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EventKey keys;
  private final String url;
  private final byte[] head;
  private final byte[] middle;
  private final byte[] tail;
  private final InstantText times = new InstantText();

  private RedirectTemplate(EventKey keys, String url, byte[] head, byte[] middle, byte[] tail) {
    this.keys = keys;
    this.url = url;
    this.head = head;
    this.middle = middle;
    this.tail = tail;
  }

  /**
   * One click, as it is admitted.
   *
   * @param key of the event
   * @param payload the event as JSON
   */
  public record Stamped(String key, byte[] payload) {}

  static RedirectTemplate of(
      Admission admission, EventKey keys, RedirectClick click, Arrival arrival) {
    byte[] random = new byte[11];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    RedirectClick marked =
        new RedirectClick(click.linkId(), click.destinationUrl(), id, click.referrer());
    byte[] payload =
        admission
            .redirect(marked, new Arrival(arrival.origin(), MARKED_TIME, arrival.device()))
            .payload();
    // One char a byte, so that offsets in the text are offsets in the bytes.
    String text = new String(payload, ISO_8859_1);
    String time = "\"occurred_at\":\"" + MARKED_TIME + "\"";
    String clicked = "\"click_id\":\"" + id + "\"";
    int timeAt = only(text, time) + time.length() - 1 - MARKED_TIME.toString().length();
    int idAt = only(text, clicked) + clicked.length() - 1 - id.length();
    int afterTime = timeAt + MARKED_TIME.toString().length();
    if (idAt < afterTime) {
      throw new IllegalStateException("A click's id stands before its time in the event's JSON.");
    }
    return new RedirectTemplate(
        keys,
        url(payload),
        bytes(text, 0, timeAt),
        bytes(text, afterTime, idAt),
        bytes(text, idAt + id.length(), text.length()));
  }

  private static int only(String text, String marked) {
    int at = text.indexOf(marked);
    if (at < 0 || text.indexOf(marked, at + 1) >= 0) {
      throw new IllegalStateException("A click's id or time is not once in the event's JSON.");
    }
    return at;
  }

  private static byte[] bytes(String text, int from, int to) {
    return text.substring(from, to).getBytes(ISO_8859_1);
  }

  private static String url(byte[] payload) {
    try {
      return EventKey.url(JSON.readTree(payload));
    } catch (IOException e) {
      throw new UncheckedIOException("What admission wrote as JSON is JSON", e);
    }
  }

  /** Of the contract that these events follow. */
  public int schemaVersion() {
    return SchemaVersionCheck.VERSION;
  }

  /** Of the envelope. */
  public String status() {
    return Envelope.OK;
  }

  /**
   * The event of one click.
   *
   * @param clickId in characters that JSON writes as they are, such as base64url
   * @param receivedAt our clock; microseconds count
   */
  public Stamped stamp(String clickId, Instant receivedAt) {
    byte[] time = times.of(receivedAt);
    byte[] id = clickId.getBytes(US_ASCII);
    byte[] payload =
        ByteBuffer.allocate(head.length + time.length + middle.length + id.length + tail.length)
            .put(head)
            .put(time)
            .put(middle)
            .put(id)
            .put(tail)
            .array();
    return new Stamped(keys.ofClick(clickId, url, receivedAt), payload);
  }
}

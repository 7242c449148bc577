package dev.tributary.core.admission;

import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a request body into the bytes of its events, without judging them: each element of an
 * array goes to admission on its own, so that a malformed one is answered at its own place and
 * harms no other.
 *
 * <p>Only strings and brackets are followed. Where an element leaves a string or bracket open, what
 * follows can't be told from it: the rest of the body then counts as that one element, if it ends
 * as the array has to. An array that is not closed, or that a comma or anything else follows the
 * last element of, is refused whole.
 */
public final class RequestBody {

  /** The greatest request body, in bytes. */
  public static final int GREATEST_BYTES = 1024 * 1024;

  /** The greatest number of events in one request. */
  public static final int GREATEST_EVENTS = 1000;

  private RequestBody() {}

  /** What a body holds. */
  public sealed interface Content {}

  /** The bytes of each event, in order; empty for an empty array. */
  public record Events(List<byte[]> each) implements Content {}

  /** The body as a whole can't be taken. */
  public record Refused(Rejection rejection) implements Content {}

  /** Splits a body of one object or an array of them. */
  public static Content split(byte[] body) {
    if (body.length > GREATEST_BYTES) {
      return new Refused(Reason.REQUEST_TOO_LARGE.because(body.length));
    }
    int start = JsonBytes.contentStart(body);
    if (start == body.length || (body[start] != '{' && body[start] != '[')) {
      return malformed("the body is neither a JSON object nor an array");
    }
    if (body[start] == '{') {
      return new Events(List.of(Arrays.copyOfRange(body, start, body.length)));
    }
    return array(body, start + 1);
  }

  /** What was cut off or pasted together is no array, whatever its beginning looks like. */
  private static Content array(byte[] body, int from) {
    List<byte[]> elements = new ArrayList<>();
    int start = from;
    int end = JsonBytes.elementEnd(body, start);
    while (end < body.length && body[end] == ',') {
      elements.add(Arrays.copyOfRange(body, start, end));
      start = end + 1;
      end = JsonBytes.elementEnd(body, start);
    }
    if (end == body.length && !JsonBytes.swallowsTheEnd(body, start)) {
      return malformed("the array is not closed");
    }
    boolean blank = JsonBytes.blank(body, start, end);
    if (blank && !elements.isEmpty()) {
      return malformed("a comma ends the array");
    }
    if (end < body.length && !JsonBytes.blank(body, end + 1, body.length)) {
      return malformed("something follows the end of the array");
    }
    if (!blank) {
      elements.add(Arrays.copyOfRange(body, start, end));
    }
    return elements.size() > GREATEST_EVENTS
        ? new Refused(Reason.TOO_MANY_EVENTS.because(elements.size()))
        : new Events(elements);
  }

  private static Refused malformed(String why) {
    return new Refused(Reason.MALFORMED_JSON.because(why));
  }
}

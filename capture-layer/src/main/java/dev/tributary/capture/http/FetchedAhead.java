package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Pattern;

/** Requests of browsers and previews for what nobody has clicked on or looked at yet. */
final class FetchedAhead {

  private static final List<AsciiString> HEADERS =
      List.of(
          AsciiString.cached("sec-purpose"),
          AsciiString.cached("purpose"),
          AsciiString.cached("x-purpose"),
          AsciiString.cached("x-moz"));

  private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]";

  /** As tokens (RFC 9110, 5.6.2), whatever else is said beside them. */
  private static final Pattern AHEAD =
      Pattern.compile(
          "(?<!" + TOKEN + ")(?:prefetch|prerender|preview)(?!" + TOKEN + ")",
          Pattern.CASE_INSENSITIVE);

  private FetchedAhead() {}

  /** Whether a request says so of itself. */
  static boolean is(HttpHeaders headers) {
    for (AsciiString name : HEADERS) {
      // Asked first: a click has none, and a list would be made all the same.
      if (headers.contains(name) && headers.getAll(name).stream().anyMatch(FetchedAhead::isAhead)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAhead(String purpose) {
    return AHEAD.matcher(purpose).find();
  }
}

package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;

/** Requests of browsers and previews for what nobody has clicked on or looked at yet. */
final class FetchedAhead {

  private static final List<AsciiString> HEADERS =
      List.of(
          AsciiString.cached("sec-purpose"),
          AsciiString.cached("purpose"),
          AsciiString.cached("x-purpose"),
          AsciiString.cached("x-moz"));

  private static final List<String> AHEAD = List.of("prefetch", "prerender", "preview");

  private FetchedAhead() {}

  /** Whether a request says so of itself. */
  static boolean is(HttpHeaders headers) {
    for (AsciiString name : HEADERS) {
      String purpose = headers.get(name);
      if (purpose != null && AHEAD.stream().anyMatch(purpose.toLowerCase(Locale.ROOT)::contains)) {
        return true;
      }
    }
    return false;
  }
}

package dev.tributary.core.imports;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * One line of a web server's log in the combined format, as Apache and nginx write it. More fields
 * at its end are ignored.
 *
 * @param address of the client
 * @param method empty where the request line is no request
 * @param target path and query, or a whole URL, as requested
 * @param referrer empty where none was sent
 * @param agent empty where none was sent
 */
record AccessLogLine(
    String address,
    OffsetDateTime at,
    String method,
    String target,
    int status,
    String referrer,
    String agent) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  static AccessLogLine parse(String text) throws LogCursor.Malformed {
    LogCursor cursor = new LogCursor(text);
    String address = cursor.word("client address");
    cursor.until("[", "time does not begin with a bracket");
    OffsetDateTime at = time(cursor.until("] ", "time has no closing bracket"));
    String[] request = cursor.quoted("request").split(" ", 3);
    int status = status(cursor.word("status"));
    cursor.lastWord(); // The size of the answer says nothing about the visit.
    if (cursor.atEnd()) {
      throw new LogCursor.Malformed("its referrer and user agent are missing (the common format?)");
    }
    String referrer = dashed(cursor.quoted("referrer"));
    String agent = dashed(cursor.quoted("user agent"));
    boolean isRequest = request.length >= 2;
    return new AccessLogLine(
        address,
        at,
        isRequest ? request[0] : "",
        isRequest ? request[1] : "",
        status,
        referrer,
        agent);
  }

  /** The target without its query. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static OffsetDateTime time(String text) throws LogCursor.Malformed {
    try {
      return OffsetDateTime.parse(text, TIME);
    } catch (DateTimeParseException e) {
      throw new LogCursor.Malformed("its time is none such as 17/May/2015:10:05:03 +0000");
    }
  }

  private static int status(String text) throws LogCursor.Malformed {
    if (!text.matches("[1-9][0-9]{2}")) {
      throw new LogCursor.Malformed("its status is no number of three digits");
    }
    return Integer.parseInt(text);
  }

  private static String dashed(String text) {
    return text.equals("-") ? "" : text;
  }
}

package dev.tributary.capture.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a request's {@code Accept-Encoding} takes gzip (RFC 9110, 12.5.3). */
final class AcceptedPacking {

  private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*$");

  private AcceptedPacking() {}

  /** By its name where that is there, else by the star; no header takes none. */
  static boolean isGzip(List<String> headers) {
    boolean any = false;
    for (String coding : String.join(",", headers).toLowerCase(Locale.ROOT).split(",")) {
      String name = coding.split(";", 2)[0].strip();
      boolean taken = !REFUSED.matcher(coding).find();
      if (name.equals("gzip")) {
        return taken;
      }
      any |= name.equals("*") && taken;
    }
    return any;
  }
}

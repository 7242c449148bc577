package dev.tributary.core.classify;

import java.net.IDN;
import java.util.Locale;

/**
 * What can be read of a URL in any state of repair, the way browsers read it: control characters
 * dropped, backslashes as slashes, everything up to the last {@code @} of the authority ignored.
 *
 * @param host lower-case, in ASCII form, without port and final dot; empty where there is none
 * @param query undecoded, without the question mark; empty where there is none
 * @param fragment undecoded, without the number sign; empty where there is none
 */
record LooseUrl(String host, String query, String fragment) {

  static final LooseUrl NONE = new LooseUrl("", "", "");

  static LooseUrl read(String text) {
    if (text == null) {
      return NONE;
    }
    String url = withoutControls(text);
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash + 1);
    String before = hash < 0 ? url : url.substring(0, hash);
    int mark = before.indexOf('?');
    String query = mark < 0 ? "" : before.substring(mark + 1);
    String address = mark < 0 ? before : before.substring(0, mark);
    return new LooseUrl(host(address.replace('\\', '/')), query, fragment);
  }

  private static String withoutControls(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (!Character.isISOControl(stripped.charAt(i))) {
        kept.append(stripped.charAt(i));
      }
    }
    return kept.toString();
  }

  private static String host(String address) {
    int start = authorityStart(address);
    int end = address.indexOf('/', start);
    String authority = address.substring(start, end < 0 ? address.length() : end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
    host = colon < 0 ? host : host.substring(0, colon);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return ascii(PercentEncoding.decode(host).toLowerCase(Locale.ROOT));
  }

  /** After {@code scheme:} and any number of slashes; a scheme-less text starts with its host. */
  private static int authorityStart(String address) {
    int colon = address.indexOf(':');
    boolean scheme =
        colon > 0
            && address.startsWith("/", colon + 1)
            && address.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
    int start = scheme ? colon + 1 : 0;
    boolean rooted = start == 0 && address.startsWith("/") && !address.startsWith("//");
    if (rooted) {
      return address.length(); // A path alone names no host.
    }
    while (start < address.length() && address.charAt(start) == '/') {
      start++;
    }
    return start;
  }

  private static String ascii(String host) {
    if (host.chars().allMatch(c -> c < 128)) {
      return host;
    }
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return host; // Not a name that DNS knows; as a source it is still worth showing as sent.
    }
  }
}

package dev.tributary.capture.http;

import io.netty.util.NetUtil;
import java.util.BitSet;

/**
 * What a {@code Host} header may say (RFC 9110, 7.2): a host by RFC 3986, 3.2.2, or nothing, and a
 * port or none. What it says is used for nothing here; servers before this one may differ on it.
 */
final class HostName {

  /** Unreserved characters and sub-delimiters; percent signs are looked at one by one. */
  private static final BitSet NAME = new BitSet();

  static {
    NAME.set('a', 'z' + 1);
    NAME.set('A', 'Z' + 1);
    NAME.set('0', '9' + 1);
    "-._~!$&'()*+,;=".chars().forEach(NAME::set);
  }

  private HostName() {}

  static boolean valid(String host) {
    int colon = host.lastIndexOf(':');
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end > 0
          && isAddress(host.substring(1, end))
          && (end == host.length() - 1 || colon == end + 1 && digits(host, colon + 1));
    }
    return colon < 0 ? isName(host, host.length()) : isName(host, colon) && digits(host, colon + 1);
  }

  /** Of IPv6 or of a later version, which nobody has defined yet. */
  private static boolean isAddress(String literal) {
    // A zone is a machine's own, and never sent (RFC 6874, 4).
    return NetUtil.isValidIpV6Address(literal) && literal.indexOf('%') < 0
        || literal.matches("[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+");
  }

  private static boolean isName(String host, int end) {
    for (int i = 0; i < end; i++) {
      char c = host.charAt(i);
      if (c == '%' && i + 2 < end && isHex(host.charAt(i + 1)) && isHex(host.charAt(i + 2))) {
        i += 2;
      } else if (!NAME.get(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }

  private static boolean digits(String host, int from) {
    for (int i = from; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}

package dev.tributary.core.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The "basic URL parser" of the WHATWG URL standard for absolute http(s) URLs: leading and trailing
 * controls go, tabs and line breaks go, backslashes are slashes, any number of slashes leads to the
 * authority, and what stands before the last @ in it is no host.
 */
final class WebUrlParser {

  private static final Pattern EDGES = Pattern.compile("^[\\x00-\\x20]+|[\\x00-\\x20]+$");
  private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\r]");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<scheme>https?):[/\\\\]*(?<authority>[^/\\\\?#]*)(?<path>[^?#]*)"
              + "(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private WebUrlParser() {}

  static Optional<WebUrl> parse(String text) {
    String trimmed = EDGES.matcher(text).replaceAll("");
    Matcher shape = SHAPE.matcher(BREAKS.matcher(trimmed).replaceAll(""));
    if (!shape.matches()) {
      return Optional.empty();
    }
    String scheme = shape.group("scheme").toLowerCase(Locale.ROOT);
    String authority = shape.group("authority");
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = portColon(hostAndPort);
    Optional<String> host = HostParser.parse(hostAndPort.substring(0, colon));
    int port = port(hostAndPort.substring(Math.min(colon + 1, hostAndPort.length())), scheme);
    if (host.isEmpty() || port == REFUSED) {
      return Optional.empty();
    }
    return Optional.of(
        new WebUrl(
            scheme,
            host.get(),
            port,
            path(shape.group("path")),
            encoded(shape.group("query"), PercentEncoding.QUERY),
            encoded(shape.group("fragment"), PercentEncoding.FRAGMENT)));
  }

  /** The colon before the port: the first that does not lie in the brackets of an IPv6 address. */
  private static int portColon(String hostAndPort) {
    boolean inBrackets = false;
    for (int at = 0; at < hostAndPort.length(); at++) {
      char here = hostAndPort.charAt(at);
      if (here == '[') {
        inBrackets = true;
      } else if (here == ']') {
        inBrackets = false;
      } else if (here == ':' && !inBrackets) {
        return at;
      }
    }
    return hostAndPort.length();
  }

  private static final int DEFAULT = -1;
  private static final int REFUSED = -2;

  private static int port(String text, String scheme) {
    if (text.isEmpty()) {
      return DEFAULT;
    }
    String digits = text.replaceFirst("^0+(?=.)", "");
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65535) {
      return REFUSED;
    }
    int port = Integer.parseInt(digits);
    return port == (scheme.equals("http") ? 80 : 443) ? DEFAULT : port;
  }

  /** The path with its dot segments resolved. */
  private static String path(String text) {
    List<String> segments = new ArrayList<>();
    String[] parts = text.isEmpty() ? new String[] {""} : text.substring(1).split("[/\\\\]", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String plain = parts[i].replaceAll("(?i)%2e", ".");
      if (plain.equals("..")) {
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
      } else if (!plain.equals(".")) {
        segments.add(PercentEncoding.PATH.encode(parts[i]));
        continue;
      }
      if (last) {
        segments.add("");
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String encoded(String text, PercentEncoding set) {
    return text == null ? null : set.encode(text);
  }
}

package dev.tributary.core.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The "basic URL parser" of the WHATWG URL standard for absolute http(s) URLs: leading and trailing
 * controls go, tabs and line breaks go, backslashes are slashes, any number of slashes leads to the
 * authority, and what stands before the last @ in it is no host.
 */
final class WebUrlParser {

  private static final Pattern ENCODED_DOT = Pattern.compile("%2[eE]");
  private static final int DEFAULT = -1;
  private static final int REFUSED = -2;

  private WebUrlParser() {}

  // By indexes rather than one pattern: every event's URLs pass here, on the click path too.
  static Optional<WebUrl> parse(String given) {
    String text = withoutBreaks(withoutEdges(given));
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.empty();
    }
    int from = colon + 1;
    while (from < text.length() && slash(text.charAt(from))) {
      from++;
    }
    int hash = orEnd(text.indexOf('#', from), text.length());
    int question = orEnd(text.indexOf('?', from), hash);
    int path = from;
    while (path < question && !slash(text.charAt(path))) {
      path++;
    }
    return parse(
        scheme,
        text.substring(from, path),
        path(text.substring(path, question)),
        question == hash ? null : PercentEncoding.QUERY.encode(text.substring(question + 1, hash)),
        hash == text.length() ? null : PercentEncoding.FRAGMENT.encode(text.substring(hash + 1)));
  }

  private static Optional<WebUrl> parse(
      String scheme, String authority, String path, String query, String fragment) {
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = portColon(hostAndPort);
    int port = port(hostAndPort.substring(Math.min(colon + 1, hostAndPort.length())), scheme);
    if (port == REFUSED) {
      return Optional.empty();
    }
    return HostParser.parse(hostAndPort.substring(0, colon))
        .map(host -> new WebUrl(scheme, host, port, path, query, fragment));
  }

  private static int orEnd(int index, int end) {
    return index < 0 ? end : Math.min(index, end);
  }

  private static boolean slash(char character) {
    return character == '/' || character == '\\';
  }

  private static String withoutEdges(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static String withoutBreaks(String text) {
    return text.replace("\t", "").replace("\n", "").replace("\r", "");
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
    String[] parts = text.isEmpty() ? new String[] {""} : split(text.substring(1));
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String plain =
          parts[i].indexOf('%') < 0 ? parts[i] : ENCODED_DOT.matcher(parts[i]).replaceAll(".");
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

  private static String[] split(String path) {
    return path.replace('\\', '/').split("/", -1);
  }
}

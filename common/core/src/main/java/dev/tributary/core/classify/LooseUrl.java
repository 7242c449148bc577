package dev.tributary.core.classify;

import dev.tributary.core.url.WebUrl;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be read of a URL in any state of repair: as browsers read it where they would, else as
 * near to that as it allows, without a scheme or with a host that no browser takes.
 *
 * @param scheme lower-case, without the colon; empty where there is none
 * @param host lower-case, in ASCII form, without port and final dot; empty where there is none
 * @param path undecoded, without the host; empty where there is none
 * @param query undecoded, without the question mark; empty where there is none
 * @param fragment undecoded, without the number sign; empty where there is none
 */
record LooseUrl(String scheme, String host, String path, String query, String fragment) {

  static final LooseUrl NONE = new LooseUrl("", "", "", "", "");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern PORT = Pattern.compile(":[0-9]+(/|$)");

  static LooseUrl read(String text) {
    if (text == null) {
      return NONE;
    }
    Optional<WebUrl> parsed = WebUrl.parse(text);
    return parsed.isPresent() ? of(parsed.get()) : loose(text);
  }

  private static LooseUrl of(WebUrl url) {
    return new LooseUrl(
        url.scheme(),
        url.host().endsWith(".") ? url.host().substring(0, url.host().length() - 1) : url.host(),
        url.path(),
        url.query() == null ? "" : url.query(),
        url.fragment() == null ? "" : url.fragment());
  }

  private static LooseUrl loose(String text) {
    String url = withoutControls(text);
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash + 1);
    String before = hash < 0 ? url : url.substring(0, hash);
    int mark = before.indexOf('?');
    String query = mark < 0 ? "" : before.substring(mark + 1);
    String address = mark < 0 ? before : before.substring(0, mark);
    String scheme = scheme(address);
    String rest = scheme.isEmpty() ? address : address.substring(scheme.length() + 1);
    String host = host(rest.replace('\\', '/'), scheme);
    return new LooseUrl(
        scheme.toLowerCase(Locale.ROOT), host, path(rest.replace('\\', '/')), query, fragment);
  }

  /** From the first slash after the host on. */
  private static String path(String address) {
    int start = 0;
    while (start < address.length() && address.charAt(start) == '/') {
      start++;
    }
    int slash = address.indexOf('/', start);
    return slash < 0 ? "" : address.substring(slash);
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

  /** What stands before the first colon, unless that begins a port ({@code localhost:80/}). */
  private static String scheme(String address) {
    int colon = address.indexOf(':');
    boolean port = colon >= 0 && PORT.matcher(address).region(colon, address.length()).lookingAt();
    return colon > 0 && !port && SCHEME.matcher(address.substring(0, colon)).matches()
        ? address.substring(0, colon)
        : "";
  }

  /**
   * The host of what follows the scheme, behind any number of slashes. Without a scheme it may
   * stand first, but a single slash starts a path; with one that takes no slashes there is none.
   */
  private static String host(String address, String scheme) {
    int start = 0;
    while (start < address.length() && address.charAt(start) == '/') {
      start++;
    }
    if (scheme.isEmpty() ? start == 1 : start == 0) {
      return "";
    }
    int end = address.indexOf('/', start);
    String authority = address.substring(start, end < 0 ? address.length() : end);
    if (start == 0 && authority.indexOf('.') < 0) {
      return ""; // A bare word is no host.
    }
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
    host = colon < 0 ? host : host.substring(0, colon);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return ascii(host.toLowerCase(Locale.ROOT));
  }

  private static String ascii(String host) {
    if (host.length() > Hosts.LONGEST || host.chars().allMatch(c -> c < 128)) {
      return host;
    }
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return host; // Not a name that DNS knows; as a source it is still worth showing as sent.
    }
  }
}

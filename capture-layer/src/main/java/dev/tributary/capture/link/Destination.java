package dev.tributary.capture.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A destination URL in the parts that a redirect puts together.
 *
 * <p>Read strictly (RFC 3986) and pure ASCII: what this reader takes, every browser reads the same
 * way, so no spelling can lead to another host than the one that was registered.
 *
 * @param address scheme, host, port and path
 * @param query without the question mark; empty for none
 * @param fragment with its {@code #}; empty for none
 */
record Destination(String address, String query, String fragment) {

  private static final int MOST_CHARACTERS = 2048;

  /**
   * Reads a destination.
   *
   * @throws LinkException when it is not an absolute http(s) URL that a redirect can lead to
   */
  static Destination parse(String url) {
    if (url == null || url.isEmpty() || url.length() > MOST_CHARACTERS) {
      throw refused(url, "it has to have 1 to " + MOST_CHARACTERS + " characters");
    }
    URI uri;
    try {
      uri = new URI(url).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw refused(url, "it is no URL (" + e.getReason() + ")");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(url, "it does not start with http:// or https://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw refused(url, "it has no host, or a user name before it");
    }
    if (url.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
      throw refused(url, "it has characters other than printable ASCII");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new Destination(
        scheme + "://" + uri.getRawAuthority().toLowerCase(Locale.ROOT) + path,
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
  }

  /** Whether the query has a parameter of that name. */
  boolean has(String name) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.equals(name) || parameter.startsWith(name + "=")) {
        return true;
      }
    }
    return false;
  }

  private static LinkException refused(String url, String why) {
    return new LinkException(
        "The destination '" + url + "' can't be used: " + why + ".",
        "Give an absolute http(s) URL; write other characters percent-encoded and"
            + " international host names in their xn-- form.");
  }
}

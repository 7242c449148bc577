package dev.tributary.capture.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

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
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

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
    if (isAnAddressInDisguise(uri.getHost())) {
      throw refused(url, "its host is a number, which browsers read as another address");
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

  /** Whether the query has a parameter that is read by that name, in any case and encoding. */
  boolean has(String name) {
    for (String parameter : query.split("&", -1)) {
      String sent = parameter.split("=", 2)[0];
      if (URLDecoder.decode(sent, StandardCharsets.UTF_8).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** The same without a port that its scheme has anyway. */
  Destination withoutUsualPort() {
    String usual = address.startsWith("https:") ? "443" : "80";
    String shorter = address.replaceFirst("^(https?://[^/]*):" + usual + "/", "$1/");
    return new Destination(shorter, query, fragment);
  }

  /** Browsers read a host that ends in a number as an address, whatever its form. */
  private static boolean isAnAddressInDisguise(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches() && !ADDRESS.matcher(host).matches();
  }

  private static LinkException refused(String url, String why) {
    return new LinkException(
        "The destination '" + url + "' can't be used: " + why + ".",
        "Give an absolute http(s) URL; write other characters percent-encoded and"
            + " international host names in their xn-- form.");
  }
}

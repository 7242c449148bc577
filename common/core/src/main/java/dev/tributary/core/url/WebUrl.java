package dev.tributary.core.url;

import java.util.Optional;

/**
 * An absolute http or https URL as browsers understand it: parsed by the rules of the WHATWG URL
 * standard, so its host is never another one than theirs. User name and password are dropped, since
 * a stored URL must not carry a secret.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, ASCII (punycode), IP addresses in their canonical form
 * @param port or -1 for the scheme's own
 * @param path begins with a slash; percent-encoded
 * @param query without the question mark, percent-encoded, or null
 * @param fragment without the hash sign, percent-encoded, or null
 */
public record WebUrl(
    String scheme, String host, int port, String path, String query, String fragment) {

  /** The URL of a text, or empty where it is not absolute, not http(s), or browsers refuse it. */
  public static Optional<WebUrl> parse(String text) {
    return WebUrlParser.parse(text);
  }

  /** The URL as a browser writes it. */
  public String href() {
    return withoutFragment() + (fragment == null ? "" : "#" + fragment);
  }

  /** The URL up to and without its fragment. */
  public String withoutFragment() {
    return withoutQuery() + (query == null ? "" : "?" + query);
  }

  /** Scheme, host, port and path. */
  public String withoutQuery() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port) + path;
  }

  /** The same URL with another path; it begins with a slash and is encoded already. */
  public WebUrl withPath(String encoded) {
    return new WebUrl(scheme, host, port, encoded, query, fragment);
  }

  /** The same URL with another query, or with none where it is null; encoded already. */
  public WebUrl withQuery(String encoded) {
    return new WebUrl(scheme, host, port, path, encoded, fragment);
  }

  /** The same URL with another fragment, or with none where it is null; encoded already. */
  public WebUrl withFragment(String encoded) {
    return new WebUrl(scheme, host, port, path, query, encoded);
  }

  /** The query's parameters in order, decoded as a form's. */
  public QueryParameters parameters() {
    return QueryParameters.of(query);
  }
}

package dev.tributary.core.imports;

import dev.tributary.core.classify.Hosts;
import dev.tributary.core.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which site a log belongs to: a browser asks for a style sheet or picture because a page of the
 * same site told it to, so the domain that refers to most of them is the site's own.
 */
public final class OwnHostHint {

  /** Stands for the site where nothing names it; no such domain can exist (RFC 2606). */
  public static final String UNKNOWN_SITE = "site.invalid";

  private static final Set<String> PARTS_OF_A_PAGE =
      Set.of("css", "js", "png", "jpg", "jpeg", "gif", "svg", "webp", "woff", "woff2");

  private OwnHostHint() {}

  /** The registrable domain that referred to a part of a page, or empty for any other line. */
  public static Optional<String> of(byte[] utf8) {
    try {
      AccessLogLine line = AccessLogLine.parse(new String(utf8, StandardCharsets.UTF_8));
      String path = line.path().toLowerCase(Locale.ROOT);
      return PARTS_OF_A_PAGE.contains(path.substring(path.lastIndexOf('.') + 1))
          ? WebUrl.parse(line.referrer()).map(WebUrl::host).map(Hosts::registrable)
          : Optional.empty();
    } catch (LogCursor.Malformed noHint) {
      return Optional.empty();
    }
  }
}

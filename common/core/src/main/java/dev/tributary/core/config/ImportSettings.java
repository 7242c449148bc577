package dev.tributary.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Settings of imports. */
public final class ImportSettings {

  /** Files that a browser asks for beside a page, and downloads. */
  public static final Setting<List<String>> ASSET_EXTENSIONS =
      new Setting<>(
          "import.asset_extensions",
          List.of(
              "css", "js", "mjs", "map", "json", "xml", "xsl", "rss", "atom", "rdf", "txt", "csv",
              "log", "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "avif", "bmp", "woff",
              "woff2", "ttf", "otf", "eot", "swf", "mp3", "mp4", "webm", "ogg", "wav", "avi", "mov",
              "pdf", "zip", "gz", "tgz", "bz2", "xz", "tar", "jar", "deb", "rpm", "gem", "exe",
              "msi", "dmg", "iso", "doc", "docx", "xls", "xlsx", "ppt", "pptx"),
          "file endings",
          "Endings of files in an access log that are no pages.",
          ImportSettings::words,
          list -> true,
          "a list of endings such as css,js,png");

  static final List<Setting<?>> ALL = List.of(ASSET_EXTENSIONS);

  private ImportSettings() {}

  private static List<String> words(String text) {
    return Arrays.stream(text.split(","))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}

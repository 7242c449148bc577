package dev.tributary.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What decides credit besides the events: the settings of the rooms that interpret them, what the
 * files that they name hold, and the tables that are shipped. The same version of the same events
 * gives the same credit.
 */
public final class RuleVersion {

  private static final Set<String> ROOMS =
      Set.of("attribution", "classify", "consent", "event", "identity", "reporting");

  /** Named by where they lie, which decides nothing; so is the folder of published rules. */
  static final List<Setting<String>> FILES =
      List.of(
          ClassifySettings.CLICK_IDS_FILE,
          ClassifySettings.SITES_FILE,
          ClassifySettings.RULES_FILE);

  private static final String FOLDER = "/dev/tributary/core/classify/";

  /** The tables that a release may change without a setting. */
  static final List<String> SHIPPED =
      List.of(
          "click_ids.csv",
          "robots.csv",
          "rules/ga4-2022-07.yaml",
          "rules/ga4-2026-05.yaml",
          "rules/ga4-2026-11.yaml",
          "sites.csv");

  private RuleVersion() {}

  /** The version of the rules of this config: 12 hexadecimal digits. */
  public static String of(Config config) {
    return of(config, Integer.MAX_VALUE);
  }

  /** The version as it was when only the first so many sets of channel rules were published. */
  public static String of(Config config, int first) {
    TreeMap<String, String> decisive = new TreeMap<>();
    settings().forEach(one -> decisive.put(one.key(), String.valueOf(config.value(one))));
    SHIPPED.forEach(name -> decisive.put("shipped." + name, shipped(name)));
    FILES.forEach(setting -> decisive.put(setting.key(), contents(config.value(setting))));
    decisive.put(ClassifySettings.RULES_FOLDER.key(), published(config, first));
    return digest(decisive.toString()).substring(0, 12);
  }

  /** Those that decide. */
  static List<Setting<?>> settings() {
    return Settings.all().stream()
        .filter(one -> ROOMS.contains(one.key().substring(0, Math.max(0, one.key().indexOf('.')))))
        .toList();
  }

  private static String shipped(String name) {
    return digest(shippedText(name));
  }

  /** One of the tables that are shipped. */
  static String shippedText(String name) {
    try (InputStream in = RuleVersion.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped table " + name + " can't be read", e);
    }
  }

  private static String published(Config config, int first) {
    StringBuilder all = new StringBuilder();
    RulesFolder.sets(config).stream()
        .limit(first)
        .forEach(file -> all.append(file.getFileName()).append('=').append(digestOf(file)));
    return all.toString();
  }

  private static String contents(String name) {
    Path path = Path.of(name);
    if (name.isEmpty() || !Files.exists(path)) {
      return ""; // What can't go without the file says so itself.
    }
    return digestOf(path);
  }

  private static String digestOf(Path path) {
    try {
      return digest(Files.readString(path));
    } catch (IOException e) {
      throw new ConfigException(
          "The file " + path + " that the config names can't be read: " + e + ".", e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

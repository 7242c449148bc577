package dev.tributary.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of published channel rules: a file {@code NUMBER-VERSION.yaml} a set. What else lies
 * there is somebody else's and not read.
 */
public final class RulesFolder {

  /** A version that may be part of a file's name. */
  public static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** The last number that a set may have. */
  public static final int LAST = 999_999;

  private static final Pattern NAME =
      Pattern.compile("((?!0000)\\d{4}|[1-9]\\d{4,5})-" + VERSION + "\\.yaml");

  private RulesFolder() {}

  /**
   * The files of the configured folder's sets, in the order in which they were published; none
   * where no folder is configured.
   *
   * @throws ConfigException when it is no folder or can't be read: without it each event would be
   *     read by other rules than were published
   */
  public static List<Path> sets(Config config) {
    return all(config).stream()
        .filter(file -> matcher(file).matches())
        .sorted(Comparator.comparingInt(RulesFolder::number).thenComparing(file -> file))
        .toList();
  }

  /** What a person may have put there to be read, and is not. */
  public static List<Path> passedOver(Config config) {
    return all(config).stream()
        .filter(file -> !matcher(file).matches())
        .filter(RulesFolder::looksLikeRules)
        .sorted()
        .toList();
  }

  /** Counts from 1 in the order in which sets were published. */
  public static int number(Path set) {
    Matcher name = matcher(set);
    if (!name.matches()) {
      throw new IllegalArgumentException(set + " is no published set");
    }
    return Integer.parseInt(name.group(1));
  }

  private static boolean looksLikeRules(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Matcher matcher(Path file) {
    return NAME.matcher(file.getFileName().toString());
  }

  private static List<Path> all(Config config) {
    String configured = config.value(ClassifySettings.RULES_FOLDER);
    if (configured.isEmpty()) {
      return List.of();
    }
    Path folder = Path.of(configured);
    if (!Files.exists(folder)) {
      throw unusable(
          folder,
          "is not there, so no set in it would count. Put it back or name where it lies; where"
              + " nothing is published yet, make it empty.",
          null);
    }
    if (!Files.isDirectory(folder)) {
      throw unusable(
          folder,
          "is a file, no folder. Name the folder of the sets; a file of rules goes into"
              + " classify.rules_file.",
          null);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw unusable(
          folder, "can't be read: " + e + ". Let this user read it, or name another.", e);
    }
  }

  private static ConfigException unusable(Path folder, String why, Throwable cause) {
    return new ConfigException(
        "The folder of published channel rules "
            + folder
            + " ("
            + ClassifySettings.RULES_FOLDER.key()
            + ") "
            + why,
        cause);
  }
}

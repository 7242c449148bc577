package dev.tributary.core.classify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.RulesFolder;
import dev.tributary.core.event.EventTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The channel rules of an installation: the configured set, and the sets published after it, each
 * in force from a day on. A published set is a file that is never changed again.
 */
public final class RuleBook {

  private static final String LOCK = ".publishing.lock";

  private final List<Edition> editions;
  private final ZoneId zone;

  /**
   * One set in the book.
   *
   * @param number counts from 1, with a gap where a set was removed; 0 is the configured set
   * @param since the beginning of its first day in the reporting time zone; MIN for the configured
   */
  record Edition(int number, Instant since, RuleSet set) {}

  /**
   * One rule of one set, for people to read.
   *
   * @param effectiveFrom first day of the set, or null for the configured one
   * @param position from 1; the first that holds decides
   * @param when its condition, as JSON
   */
  public record Line(
      String version,
      LocalDate effectiveFrom,
      int position,
      String name,
      String channel,
      String when) {}

  /**
   * One set and when it counts.
   *
   * @param effectiveFrom first day on which events are read by it, in the reporting time zone; null
   *     for the configured set, which reads all events before
   */
  public record InForce(String version, LocalDate effectiveFrom) {

    /** For people: {@code ours-1 from 2026-11-01 on}. */
    public String text() {
      return effectiveFrom == null
          ? version + " as configured"
          : version + " from " + effectiveFrom + " on";
    }
  }

  private RuleBook(List<Edition> editions, ZoneId zone) {
    this.editions = editions;
    this.zone = zone;
  }

  /**
   * Reads the configured set and the folder of published ones.
   *
   * @throws dev.tributary.core.config.ConfigException when one of them can't be used
   */
  public static RuleBook of(Config config) {
    return of(config, Integer.MAX_VALUE);
  }

  /** The same as it was when only the first so many sets were published. */
  static RuleBook of(Config config, int first) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    List<Edition> editions = new ArrayList<>();
    editions.add(new Edition(0, Instant.MIN, ShippedRules.of(config)));
    for (Path file : published(config).stream().limit(first).toList()) {
      RuleSet set = RuleSet.root(file.toString(), ShippedRules.text(file));
      if (!set.namesADay()) {
        throw RuleSet.unusable(file.toString(), "it names no effective_from", null);
      }
      requireAlone(set, editions);
      Instant since = set.effectiveFrom().atStartOfDay(zone).toInstant();
      editions.add(new Edition(RulesFolder.number(file), since, set));
    }
    return new RuleBook(List.copyOf(editions), zone);
  }

  /** The files of the sets published so far; one is never changed, so that their names say all. */
  public static List<Path> published(Config config) {
    return RulesFolder.sets(config);
  }

  /** Every rule of every set, oldest set first. */
  public List<Line> lines() {
    return editions.stream().flatMap(this::lines).toList();
  }

  /** Versions in the order in which they were published, the configured one first. */
  public List<String> versions() {
    return editions.stream().map(edition -> edition.set().version()).toList();
  }

  /** Each set with its first day, in the order in which they were published. */
  public List<InForce> sets() {
    return editions.stream()
        .map(edition -> new InForce(edition.set().version(), firstDay(edition)))
        .toList();
  }

  /**
   * Publishes what a file makes of the newest set, in force from a day on.
   *
   * @param file adds, replaces and moves rules, as {@code classify.rules_file} does
   * @param folder of published sets; made where it is missing
   * @return the new set's version
   * @throws dev.tributary.core.config.ConfigException when the file can't be used, its version is
   *     taken, or a set was published since this book was read
   * @throws dev.tributary.core.config.DataException when another process publishes just now
   */
  public String publish(Path file, LocalDate effectiveFrom, Path folder) {
    Edition added = proposed(file, effectiveFrom);
    String version = added.set().version();
    Path lock = folder.resolve(LOCK);
    try (OwnedDirectory publishing = OwnedDirectory.claim(lock, "the publisher of channel rules")) {
      requireNumber(added.number(), folder, file);
      requireNewest(added.number(), folder, file);
      write(folder, "%04d-%s.yaml".formatted(added.number(), version), added.set().yaml());
    }
    return version;
  }

  /**
   * What {@link #publish} would add to the book.
   *
   * @throws dev.tributary.core.config.ConfigException when it would refuse the file
   */
  Edition proposed(Path file, LocalDate effectiveFrom) {
    RuleSet set = extendedBy(file).from(effectiveFrom);
    String version = set.version();
    if (!version.matches(RulesFolder.VERSION)) {
      throw RuleSet.unusable(
          file.toString(),
          "its version '" + version + "' is not made of up to 64 letters, digits, dots and dashes",
          null);
    }
    if (versions().contains(version)) {
      throw RuleSet.unusable(file.toString(), ShippedRules.taken(version), null);
    }
    if (!EventTimes.isDay(effectiveFrom)) {
      throw RuleSet.unusable(
          file.toString(),
          "they would be in force from "
              + effectiveFrom
              + " on, and events are of the years 1 to 9999; name a first day within these",
          null);
    }
    Sites sites = new Sites(Config.defaults());
    new ChannelRules(newest(), sites); // so that its faults are not told as the file's
    new ChannelRules(set, sites); // refuses what can't be asked
    int number = editions.get(editions.size() - 1).number() + 1;
    return new Edition(number, effectiveFrom.atStartOfDay(zone).toInstant(), set);
  }

  /** The newest set with a file's rules added, replaced and moved. */
  RuleSet extendedBy(Path file) {
    return RuleSet.ofUser(newest(), file.toString(), ShippedRules.text(file));
  }

  RuleSet newest() {
    return editions.get(editions.size() - 1).set();
  }

  List<Edition> editions() {
    return editions;
  }

  private Stream<Line> lines(Edition edition) {
    List<Line> lines = new ArrayList<>();
    LocalDate from = firstDay(edition);
    for (RuleSet.Entry rule : edition.set().rules()) {
      JsonNode when = rule.when();
      lines.add(
          new Line(
              edition.set().version(),
              from,
              lines.size() + 1,
              rule.name(),
              rule.channel(),
              when.toString()));
    }
    return lines.stream();
  }

  private LocalDate firstDay(Edition edition) {
    return edition.number() == 0 ? null : edition.since().atZone(zone).toLocalDate();
  }

  /** Credit names the version of its rules, which of two sets of one name would mean either. */
  private static void requireAlone(RuleSet set, List<Edition> editions) {
    for (Edition other : editions) {
      if (other.set().version().equals(set.version())) {
        throw RuleSet.unusable(
            set.file(),
            other.set().file()
                + " has the version "
                + set.version()
                + " as well, and no figure could say which of them it means; "
                + remedy(other),
            null);
      }
    }
  }

  private static String remedy(Edition other) {
    if (other.number() > 0) {
      return "remove the one that 'rules publish' did not write";
    }
    return ShippedRules.NAMES.contains(other.set().version())
        ? "pick another shipped set with classify.rules_version"
        : "give the file in classify.rules_file a version of its own";
  }

  /** A number of more digits would be taken for a file of others. */
  private static void requireNumber(int number, Path folder, Path file) {
    if (number > RulesFolder.LAST) {
      throw RuleSet.unusable(
          file.toString(),
          "no set comes after the number "
              + RulesFolder.LAST
              + " in "
              + folder
              + "; give the last one there the number that it was published with",
          null);
    }
  }

  /** Two sets that build on the same one would both count, and each lack the other's rules. */
  private static void requireNewest(int number, Path folder, Path file) {
    Config of = Config.defaults().with(ClassifySettings.RULES_FOLDER.key(), folder.toString());
    for (Path published : RulesFolder.sets(of)) {
      if (RulesFolder.number(published) >= number) {
        throw RuleSet.unusable(
            file.toString(),
            published.getFileName()
                + " was published meanwhile, which it does not build on; publish it again",
            null);
      }
    }
  }

  /** A file appears whole or not at all. */
  private static void write(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      Path whole = Files.createTempFile(folder, ".publishing", "");
      try {
        Files.writeString(whole, text);
        Files.createLink(folder.resolve(name), whole);
      } finally {
        Files.delete(whole);
      }
    } catch (IOException e) {
      throw RuleSet.unusable(
          name, "it can't be written to " + folder + ": " + e + "; nothing was published", e);
    }
  }
}

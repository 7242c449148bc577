package dev.tributary.serving.explain;

import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.RuleVersion;
import dev.tributary.core.journey.Enricher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The channel rules that a publication was made under. Sets are only ever added, so they are the
 * first so many of today's: as many as give the publication's rule version. Where none do, since
 * other settings have changed, and for what is not published, they are today's.
 *
 * <p>Making them reads all tables, so they are kept until another set is published.
 */
final class RulesThen {

  private final Config config;
  private final Map<Integer, Enricher> made = new HashMap<>();
  private final Map<String, OptionalInt> sets = new HashMap<>();
  private List<Path> published;

  RulesThen(Config config) {
    this.config = config;
    of(null);
  }

  /**
   * How events are read under a rule version.
   *
   * @param ruleVersion of a publication; null for as of now
   */
  synchronized Enricher of(String ruleVersion) {
    List<Path> now = RuleBook.published(config);
    if (!now.equals(published)) {
      published = now;
      made.clear();
      sets.clear();
    }
    int first = ruleVersion == null ? now.size() : setsThen(ruleVersion).orElse(now.size());
    return made.computeIfAbsent(
        first, count -> new Enricher(config, Classifier.asPublished(config, count)));
  }

  /**
   * What a reader has to know where the rules of a publication can't be made again.
   *
   * @param ruleVersion of a publication; null for as of now
   */
  synchronized Optional<String> caution(String ruleVersion) {
    return ruleVersion == null || setsThen(ruleVersion).isPresent()
        ? Optional.empty()
        : Optional.of(
            "It was published under the rule version "
                + ruleVersion
                + ", and settings or shipped rules have changed since: this explains by today's, so it may differ"
                + " from what was published. Restate the day to have one meaning.");
  }

  /** The sets, with their first days, that these rules belong to; their names are set/rule. */
  List<RuleBook.InForce> sets(List<String> classificationRules) {
    Set<String> versions =
        classificationRules.stream()
            .map(rule -> rule.substring(0, Math.max(0, rule.lastIndexOf('/'))))
            .collect(Collectors.toSet());
    return RuleBook.of(config).sets().stream()
        .filter(set -> versions.contains(set.version()))
        .toList();
  }

  /** How many of the published sets give a rule version; empty where none do. */
  private OptionalInt setsThen(String ruleVersion) {
    return sets.computeIfAbsent(
        ruleVersion,
        version ->
            IntStream.rangeClosed(0, published.size())
                .map(back -> published.size() - back)
                .filter(first -> RuleVersion.of(config, first).equals(version))
                .findFirst());
  }
}

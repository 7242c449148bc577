package dev.tributary.core.classify;

import dev.tributary.core.config.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file would make of the channel rules, to be rehearsed: how events are read without it and
 * how with it. Writes nothing.
 *
 * @param before how events are read without the file
 * @param after how with it
 * @param effectiveFrom first day that the file changes anything of; null for all days
 * @param text for people: what is compared with what
 * @param cautions for people: what of the change is hardly meant so
 */
public record RuleChange(
    Classifier before,
    Classifier after,
    LocalDate effectiveFrom,
    String text,
    List<String> cautions) {

  /**
   * Exactly what publishing the file from a day on would do to the rules in force.
   *
   * @throws dev.tributary.core.config.ConfigException when publishing would refuse the file
   */
  public static RuleChange publishing(Config config, Path file, LocalDate effectiveFrom) {
    RuleBook book = RuleBook.of(config);
    RuleBook.Edition added = book.proposed(file, effectiveFrom);
    List<RuleBook.Edition> editions = new ArrayList<>(book.editions());
    editions.add(added);
    return new RuleChange(
        new Classifier(config, book.editions()),
        new Classifier(config, editions),
        effectiveFrom,
        "the rules in force now with what they become when "
            + added.set().version()
            + " is published from "
            + effectiveFrom
            + " on; what happened before that day keeps its rules",
        RuleCautions.of(added.set(), config));
  }

  /**
   * The change of the file alone: the newest set beside what the file makes of it, either as if it
   * had been in force at all times. What sets published before changed is on both sides.
   *
   * @throws dev.tributary.core.config.ConfigException when the file can't be used
   */
  public static RuleChange alone(Config config, Path file) {
    RuleBook book = RuleBook.of(config);
    Classifier before = always(config, book.newest());
    RuleSet proposed = book.extendedBy(file);
    return new RuleChange(
        before,
        always(config, proposed),
        null,
        book.newest().version()
            + " with "
            + proposed.version()
            + ", either as if it had always been in force"
            + (book.editions().size() == 1
                ? ""
                : ", whatever sets read those days when they were published")
            + "; --effective-from D rehearses its publication",
        RuleCautions.of(proposed, config));
  }

  private static Classifier always(Config config, RuleSet set) {
    return new Classifier(config, List.of(new RuleBook.Edition(0, Instant.MIN, set)));
  }
}

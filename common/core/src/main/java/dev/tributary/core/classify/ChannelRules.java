package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The channel rules of one run: the first that holds decides. */
final class ChannelRules {

  static final String UNASSIGNED = "Unassigned";

  /** The shipped sets, oldest first; each extends the one before it. */
  private static final List<String> SHIPPED = List.of("ga4-2022-07", "ga4-2026-05");

  private final String version;
  private final List<ChannelRule> rules;

  private ChannelRules(String version, List<ChannelRule> rules) {
    this.version = version;
    this.rules = rules;
  }

  /** The configured shipped set, with the user's file on top where there is one. */
  static ChannelRules of(Config config, Sites sites) {
    RuleSet set = shipped(config.value(ClassifySettings.RULES_VERSION));
    String file = config.value(ClassifySettings.RULES_FILE);
    set = file.isEmpty() ? set : RuleSet.extending(set, file, text(file));
    ConditionReader reader = new ConditionReader(set.version(), set.conditions(), sites);
    return new ChannelRules(
        set.version(),
        set.rules().stream()
            .map(rule -> new ChannelRule(rule.name(), rule.channel(), reader.read(rule.when())))
            .toList());
  }

  String version() {
    return version;
  }

  /** The rule that decides; one of no name stands for Unassigned. */
  ChannelRule deciding(Condition.Facts facts) {
    for (ChannelRule rule : rules) {
      if (rule.when().holds(facts)) {
        return rule;
      }
    }
    return new ChannelRule("unassigned", UNASSIGNED, new Condition.All(List.of()));
  }

  private static RuleSet shipped(String wanted) {
    List<RuleSet> sets = new ArrayList<>();
    for (String name : SHIPPED) {
      String text = Table.resource("rules/" + name + ".yaml");
      sets.add(
          sets.isEmpty()
              ? RuleSet.root(name, text)
              : RuleSet.extending(sets.get(sets.size() - 1), name, text));
    }
    if (wanted.equals("newest")) {
      return sets.get(sets.size() - 1);
    }
    return sets.stream()
        .filter(set -> set.version().equals(wanted))
        .findFirst()
        .orElseGet(() -> inForceOn(wanted, sets));
  }

  /** The first set also answers for the time before it. */
  private static RuleSet inForceOn(String wanted, List<RuleSet> sets) {
    try {
      LocalDate day = LocalDate.parse(wanted);
      RuleSet inForce = sets.get(0);
      for (RuleSet set : sets) {
        inForce = set.effectiveFrom().isAfter(day) ? inForce : set;
      }
      return inForce;
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          "The setting classify.rules_version is '"
              + wanted
              + "', which is neither newest, nor a day, nor one of "
              + SHIPPED
              + ".",
          e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw RuleSet.unusable(file, "it can't be read: " + e.getMessage(), e);
    }
  }
}

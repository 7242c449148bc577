package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.event.EventTimes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rule sets that come with us, and the one of them that a config asks for. */
final class ShippedRules {

  /** Oldest first; each extends the one before it. */
  static final List<String> NAMES = List.of("ga4-2022-07", "ga4-2026-05", "ga4-2026-11");

  private ShippedRules() {}

  /** The configured shipped set, with the user's file on top where there is one. */
  static RuleSet of(Config config) {
    RuleSet set = named(config.value(ClassifySettings.RULES_VERSION));
    String file = config.value(ClassifySettings.RULES_FILE);
    return file.isEmpty() ? set : RuleSet.ofUser(set, file, text(Path.of(file)));
  }

  static String taken(String version) {
    return "there is a version " + version + " already; name a new one";
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw RuleSet.unusable(file.toString(), "it can't be read: it is no text in UTF-8", e);
    } catch (IOException e) {
      throw RuleSet.unusable(file.toString(), "it can't be read: " + e.getMessage(), e);
    }
  }

  private static RuleSet named(String wanted) {
    List<RuleSet> sets = new ArrayList<>();
    for (String name : NAMES) {
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
    LocalDate day =
        EventTimes.dayOf(wanted)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "The setting classify.rules_version is '"
                            + wanted
                            + "', which is neither newest, nor a day of the years 1 to 9999, nor"
                            + " one of "
                            + NAMES
                            + ".",
                        null));
    RuleSet inForce = sets.get(0);
    for (RuleSet set : sets) {
      inForce = set.effectiveFrom().isAfter(day) ? inForce : set;
    }
    return inForce;
  }
}

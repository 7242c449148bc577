package dev.tributary.core.classify;

import dev.tributary.core.config.AttributionSettings;
import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import dev.tributary.core.config.LookbackOverride;
import dev.tributary.core.config.RulesFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a set of channel rules hardly means to do. Each is sure; none hinders anybody. */
public final class RuleCautions {

  /** A visit of which nobody said anything. */
  private static final Condition.Facts NO_SOURCE =
      new Condition.Facts("(direct)", "(none)", "", "", "");

  private RuleCautions() {}

  /** Of the newest set in force, a sentence each. */
  public static List<String> of(Config config) {
    return of(RuleBook.of(config).newest(), config);
  }

  static List<String> of(RuleSet set, Config config) {
    ChannelRules rules = new ChannelRules(set, new Sites(config));
    return Stream.of(
            direct(rules).stream(),
            neverApplying(rules).stream(),
            unknown(rules, config).stream(),
            missing(config).stream(),
            passedOver(config))
        .flatMap(sentences -> sentences)
        .toList();
  }

  /** Whoever removes one on purpose reads it once more; whoever lost one reads it at all. */
  private static Optional<String> missing(Config config) {
    List<String> missing = new ArrayList<>();
    int last = 0;
    for (Path set : RulesFolder.sets(config)) {
      int number = RulesFolder.number(set);
      if (number > last + 1) {
        missing.add(last + 2 == number ? "" + (last + 1) : (last + 1) + " to " + (number - 1));
      }
      last = number;
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Of the sets published to "
                + config.value(ClassifySettings.RULES_FOLDER)
                + " some are not there any more ("
                + String.join(", ", missing)
                + "): their days are read by the sets before them, and a batch run would credit them so. Where that is not meant, put them back;"
                + " rule-versions in the data directory keeps copies of what was used.");
  }

  private static Stream<String> passedOver(Config config) {
    return RulesFolder.passedOver(config).stream()
        .map(
            file ->
                "The file "
                    + file
                    + " is not read: 'rules publish' writes sets as 0001-VERSION.yaml. Publish it,"
                    + " or remove it.");
  }

  private static Optional<String> direct(ChannelRules rules) {
    ChannelRule deciding = rules.deciding(NO_SOURCE);
    return deciding.channel().equals(Classification.DIRECT)
        ? Optional.empty()
        : Optional.of(
            "A visit without a source is of the channel "
                + deciding.channel()
                + " (rule "
                + deciding.name()
                + "), no longer of Direct. Models and path options know Direct by that name:"
                + " last_non_direct takes such a visit for any other touch, so that it wins over"
                + " an ad before it, and remove_direct_unless_all keeps it. Orders without a touch"
                + " stay with Direct.");
  }

  private static List<String> neverApplying(ChannelRules rules) {
    List<String> sentences = new ArrayList<>();
    List<ChannelRule> earlier = new ArrayList<>();
    for (ChannelRule rule : rules.rules()) {
      hindrance(rule, earlier)
          .ifPresent(
              why ->
                  sentences.add(
                      "Rule "
                          + rule.name()
                          + " ("
                          + rule.channel()
                          + ") can never apply: "
                          + why
                          + "."));
      earlier.add(rule);
    }
    return sentences;
  }

  private static Optional<String> hindrance(ChannelRule rule, List<ChannelRule> earlier) {
    if (Implication.neverHolds(rule.when())) {
      return Optional.of("its condition asks for what can't be at once");
    }
    Optional<String> one =
        earlier.stream()
            .filter(other -> Implication.proven(rule.when(), other.when()))
            .findFirst()
            .map(
                other ->
                    "rule "
                        + other.name()
                        + " ("
                        + other.channel()
                        + ") stands before it and holds wherever it does");
    if (one.isPresent() || earlier.isEmpty()) {
      return one;
    }
    Condition any = new Condition.Any(earlier.stream().map(ChannelRule::when).toList());
    return Implication.proven(rule.when(), any)
        ? Optional.of("wherever it holds, so does one of the rules before it")
        : Optional.empty();
  }

  /** Settings that name a channel are not read by anybody who could know that there is none. */
  private static List<String> unknown(ChannelRules rules, Config config) {
    Set<String> channels =
        Stream.concat(
                rules.rules().stream().map(ChannelRule::channel),
                Stream.of(ChannelRules.UNASSIGNED, Classification.DIRECT))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> anyCase =
        channels.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    Stream<String> windows =
        config.value(JourneySettings.LOOKBACK_OVERRIDES).stream()
            .map(LookbackOverride::channel)
            .filter(Objects::nonNull)
            .filter(name -> !anyCase.contains(name.toLowerCase(Locale.ROOT)))
            .distinct()
            .map(name -> unknown(JourneySettings.LOOKBACK_OVERRIDES.key(), name, rules, channels));
    Stream<String> weights =
        config.value(AttributionSettings.CUSTOM_CHANNELS).keySet().stream()
            .filter(name -> !channels.contains(name))
            .sorted()
            .map(name -> unknown(AttributionSettings.CUSTOM_CHANNELS.key(), name, rules, channels));
    return Stream.concat(windows, weights).toList();
  }

  private static String unknown(
      String setting, String channel, ChannelRules rules, Set<String> channels) {
    return "The setting "
        + setting
        + " names the channel "
        + channel
        + ", which no rule of "
        + rules.version()
        + " gives, so it says nothing of what that set reads. Its channels are "
        + String.join(", ", channels)
        + ".";
  }
}

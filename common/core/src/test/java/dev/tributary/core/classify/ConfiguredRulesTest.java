package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users add, replace and move channel rules by a file of their own. */
class ConfiguredRulesTest {

  @TempDir Path folder;

  @Test
  void aRuleOfTheSameNameMovedBeforeAnotherChangesTheOrder() throws IOException {
    Classifier classifier =
        withRules(
            """
            version: ours-1
            rules:
              - name: email
                channel: Email
                before: referral
                when: {source: {is: email}}
            """);
    assertThat(Signal.tagged(classifier, "email", "referral", null).channel()).isEqualTo("Email");
    assertThat(Signal.tagged(classifier, "blog", "referral", null).rule())
        .isEqualTo("ours-1/referral");
  }

  @Test
  void aNewRuleStandsFirstAndMayUseTheConditionsOfTheShippedSet() throws IOException {
    Classifier classifier =
        withRules(
            """
            version: ours-2
            rules:
              - name: partners
                channel: Partners
                when: {all: [paid, {source: {contains: Partner}}]}
            """);
    assertThat(Signal.tagged(classifier, "my-partner-a", "cpc", null).channel())
        .isEqualTo("Partners");
    assertThat(Signal.tagged(classifier, "google", "cpc", null).channel()).isEqualTo("Paid Search");
  }

  @Test
  void theSetInForceOnADayDoesNotKnowLaterRules() {
    Classifier old = new Classifier(Config.of(Map.of("classify.rules_version", "2024-01-01")));
    assertThat(old.rulesVersion()).isEqualTo("ga4-2022-07");
    assertThat(Signal.tagged(old, "partner", "retargeting", null).channel())
        .isEqualTo("Unassigned");
    assertThat(Signal.tagged(old, "partner", "affiliates", null).channel()).isEqualTo("Affiliates");
    assertThat(Signal.tagged(old, "partner", "ai-assistant", null).channel())
        .isEqualTo("Unassigned");
  }

  @Test
  void linksThatAnAssistantTagsItselfStayAsTheyWereUnderTheSetBefore() {
    for (String version : List.of("ga4-2026-05", "2026-11-26")) {
      Classifier before = new Classifier(Config.of(Map.of("classify.rules_version", version)));
      assertThat(Signal.tagged(before, "chatgpt.com", "(not set)", null).rule())
          .isEqualTo("ga4-2026-05/unassigned");
      assertThat(Signal.tagged(before, "chatgpt.com", "referral", null).rule())
          .isEqualTo("ga4-2026-05/referral");
    }
    Classifier since = new Classifier(Config.of(Map.of("classify.rules_version", "2026-11-27")));
    assertThat(Signal.tagged(since, "chatgpt.com", "(not set)", null).rule())
        .isEqualTo("ga4-2026-11/ai_assistant");
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    Config config = Config.of(Map.of("classify.rules_version", "ga5"));
    assertThatThrownBy(() -> new Classifier(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'ga5'")
        .hasMessageContaining("ga4-2026-11");
  }

  @Test
  void aRuleThatNamesNoSuchConditionIsRefused() {
    assertThatThrownBy(
            () ->
                withRules(
                    "version: v\nrules: [{name: a, channel: A, when: {any: [nothing_known]}}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no condition has the name \"nothing_known\"");
  }

  @Test
  void aConditionThatNamesItselfIsRefused() {
    assertThatThrownBy(
            () ->
                withRules(
                    "version: v\nconditions: {a: {any: [a]}}\n"
                        + "rules: [{name: a, channel: A, when: a}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("deeper than 20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rulez: []                             | 'rulez' is none of version, extends, effective_from
          rules: [{name: a, channel: A, wehn: paid}] | 'wehn' is none of name, channel, before, when
          rules: [{name: a, channel: A, when: paid}, {name: a, channel: B, when: paid}] | two rules of the name a
          rules: [{name: a, channel: "A\\nB", when: paid}] | a control character
          rules: [{name: a, channel: A, when: {source: {matches: '(?=a)'}}}] | the pattern is broken
          extends: ga4-2022-07                  | it extends ga4-2022-07, and it is read on top of ga4-2026-11
          extends: nobody                       | it extends nobody
          effective_from: 2026-11-01            | --effective-from 2026-11-01
          version: w                            | each key once
          rules: [{name: a, name: b, channel: A, when: paid}] | each key once
          rules: none                           | rules takes a list
          conditions: [paid]                    | conditions takes names
          rules: [{name: a, channel: A, before: [referral], when: paid}] | before takes a text
          rules: [{name: a, channel: A, before: 3, when: paid}] | write 3 in quotes
          rules: [{name: 1.10, channel: A, when: paid}] | write 1.1 in quotes
          rules: [{name: a, channel: A, when: {source: {is: }}}] | a test takes a text
          rules: [{name: a, channel: A, when: {source: {is: {b: c}}}}] | a test takes a text
          rules: [{name: a, channel: A, when: {source: {is: []}}}] | not an empty one
          rules: [{name: a, channel: A, when: {source: {contains: [b, 7]}}}] | write 7 in quotes
          rules: [{name: a, channel: A, when: }] | a rule lacks its name, channel or when
          rules: [paid]                         | a rule lacks its name, channel or when
          """)
  void aFileThatWouldDoOtherThanItSaysIsRefused(String rules, String why) {
    assertThatThrownBy(() -> withRules("version: v\n" + rules))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  @Test
  void conditionsThatNameEachOtherManyTimesAtEveryLevelAreRefused() {
    StringBuilder yaml = new StringBuilder("version: v\nconditions:\n");
    for (int level = 0; level < 5; level++) {
      String next = String.join(", ", Collections.nCopies(12, "c" + (level + 1)));
      yaml.append("  c%d: {any: [%s]}\n".formatted(level, next));
    }
    yaml.append("  c5: {source: {is: x}}\nrules: [{name: a, channel: A, when: c0}]");

    assertThatThrownBy(() -> withRules(yaml.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("more than 10000 parts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: [{name: b, channel: B, when: paid}, {name: a, channel: A, when: {source: {category: serch}}}] | in rule a the categories are search, social, video, shopping, ai and email: "serch".
          rules: [{name: a, channel: A, when: {landing: {is: bing}}}] | in rule a the fields are source, medium, campaign, term and content: {"landing":{"is":"bing"}}.
          conditions: {paid: {medium: {matches: '(['}}} | in rule paid_shopping the pattern is broken: missing closing ]: "([".
          rules: [{name: a, channel: [A |  it is not one document of YAML with each key once: line 3, column 1: expected ',' or ']', but got <stream end>.
          """)
  void whatIsWrongIsToldInOneLineOfTheFileThatSaysSo(String rules, String why) {
    assertThatThrownBy(() -> withRules("version: v\n" + rules + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "The channel rules in " + folder.resolve("rules.yaml") + " can't be used: " + why);
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThatThrownBy(() -> withRules("version: v\nrules: []\n---\nversion: w\nrules: []"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not one document");
  }

  @Test
  void aFileMayNameTheSetThatItExtends() throws IOException {
    assertThat(withRules("version: v\nextends: ga4-2026-11\nrules: []").rulesVersion())
        .isEqualTo("v");
  }

  @Test
  void aPatternIsComparedWithoutCaseLikeEverythingElse() throws IOException {
    Classifier classifier =
        withRules(
            """
            version: ours-4
            rules:
              - {name: sale, channel: Sale, when: {campaign: {matches: 'Summer_[A-Z]+'}}}
            """);
    assertThat(Signal.tagged(classifier, "x", "y", "SUMMER_sale").channel()).isEqualTo("Sale");
  }

  @Test
  void aFileOfTheVersionThatItExtendsIsRefused() {
    assertThatThrownBy(() -> withRules("version: ga4-2026-11\nrules: []"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("there is a version ga4-2026-11 already; name a new one");
  }

  @Test
  @Timeout(10)
  void aPatternTakesNoLongerForASourceThatWasMadeToHoldItUp() throws IOException {
    Classifier classifier =
        withRules(
            """
            version: ours-3
            rules:
              - {name: slow, channel: Slow, when: {source: {matches: '(.*a){25}b'}}}
            """);
    assertThat(Signal.tagged(classifier, "a".repeat(60), "x", null).channel())
        .isEqualTo("Unassigned");
    assertThat(Signal.tagged(classifier, "a".repeat(60) + "b", "x", null).channel())
        .isEqualTo("Slow");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Config config =
        Config.of(Map.of("classify.rules_file", folder.resolve("absent.yaml").toString()));
    assertThatThrownBy(() -> new Classifier(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("absent.yaml");
  }

  private Classifier withRules(String yaml) throws IOException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(file, yaml);
    return new Classifier(Config.of(Map.of("classify.rules_file", file.toString())));
  }
}

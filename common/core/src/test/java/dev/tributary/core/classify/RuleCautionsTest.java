package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a set of channel rules hardly means to do is told, and nothing that it may mean. */
class RuleCautionsTest {

  private static final String DIRECT =
      "{name: direct, channel: Direkt, when: {source: {is: (direct)}}}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ga4-2022-07", "ga4-2026-05", "ga4-2026-11"})
  void shippedRulesNeedNoCaution(String version) {
    assertThat(RuleCautions.of(Config.of(Map.of("classify.rules_version", version)))).isEmpty();
  }

  @Test
  void directOfAnotherNameIsToldWithWhatItChanges() throws IOException {
    assertThat(cautions(DIRECT))
        .containsExactly(
            "A visit without a source is of the channel Direkt (rule direct), no longer of Direct."
                + " Models and path options know Direct by that name: last_non_direct takes such a"
                + " visit for any other touch, so that it wins over an ad before it, and"
                + " remove_direct_unless_all keeps it. Orders without a touch stay with Direct.");
  }

  @Test
  void ruleThatStandsBeforeDirectAndTakesAllItsVisitsIsToldToo() throws IOException {
    assertThat(cautions("{name: own, channel: Own, when: {medium: {is: [(NONE), x]}}}"))
        .hasSize(1)
        .allSatisfy(text -> assertThat(text).startsWith("A visit without a source is of the"))
        .allSatisfy(text -> assertThat(text).contains(" channel Own (rule own)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{medium: {is: organic}}",
        "{all: [{medium: {is: organic}}, {campaign: {contains: spring}}]}",
        "{any: [{medium: {is: [referral, link]}}, {source: {is: [bing, google]}}]}",
        "{medium: {is: [organic, referral, audio]}}",
        "{medium: {ends_with: [-video, online-video]}}",
        "{any: [shopping, {all: [paid, {source: {is: x}}]}]}",
        "{source: {category: search}}",
      })
  void ruleBehindOthersThatHoldWhereverItDoesNeverApplies(String when) throws IOException {
    assertThat(cautions("{name: late, channel: Late, before: mobile_push, when: " + when + "}"))
        .singleElement()
        .asString()
        .startsWith("Rule late (Late) can never apply: ")
        .containsAnyOf(
            "stands before it and holds wherever it does.",
            "wherever it holds, so does one of the rules before it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{medium: {contains: organ}}",
        "{medium: {is: [organic, own]}}",
        "{any: [{medium: {is: organic}}, {campaign: {contains: spring}}]}",
        "{campaign: {is: organic}}",
        "{medium: {contains: ideo}}",
        "{medium: {ends_with: e}}",
        "{medium: {matches: '.*video.*'}}", // so it is, and nothing here can show it
        "{source: {category: email}}",
      })
  void ruleThatMayHoldWhereThoseBeforeItDoNotIsNoneToWarnOf(String when) throws IOException {
    assertThat(cautions("{name: late, channel: Late, before: mobile_push, when: " + when + "}"))
        .isEmpty();
  }

  @Test
  void ofTwoRulesWithOneConditionTheSecondIsNamedWithTheFirst() throws IOException {
    assertThat(
            cautions(
                "{name: a, channel: A, when: {source: {is: bing}}}",
                "{name: b, channel: B, when: {source: {is: BING}}}"))
        .containsExactly(
            "Rule b (B) can never apply: rule a (A) stands before it and holds wherever it does.");
  }

  @Test
  void ruleThatTakesEverythingLeavesNothingToThoseBehindIt() throws IOException {
    assertThat(
            cautions(
                "{name: all, channel: All, before: mobile_push, when: {source: {matches: '.*'}}}"))
        .containsExactly(
            "Rule mobile_push (Mobile Push Notifications) can never apply: rule all (All) stands"
                + " before it and holds wherever it does.");
  }

  @Test
  void conditionThatAsksForTwoThingsAtOnceNeverHolds() throws IOException {
    assertThat(
            cautions(
                "{name: a, channel: A, when: {all: [{source: {is: [x, y]}}, {source: {is: z}}]}}",
                "{name: b, channel: B, when: {all: [{source: {is: [x, y]}}, {source: {is: y}}]}}"))
        .containsExactly(
            "Rule a (A) can never apply: its condition asks for what can't be at once.");
  }

  @Test
  void channelThatASettingNamesAndNoRuleGivesIsTold() throws IOException {
    Config config =
        Config.of(
            Map.of(
                "classify.rules_file",
                rules("{name: news, channel: News, when: {source: {is: news}}}").toString(),
                "attribution.lookback_overrides",
                "channel:Emial=7,channel:NEWS=3,type:lead+kind:visit=3,channel:unassigned=1",
                "attribution.custom_channels",
                "news=2,Direct=0,Email=3"));

    List<String> cautions = RuleCautions.of(config);

    assertThat(cautions).hasSize(2);
    assertThat(cautions.get(0))
        .startsWith(
            "The setting attribution.lookback_overrides names the channel Emial, which no rule of"
                + " ours-1 gives, so it says nothing of what that set reads. Its channels are AI"
                + " Assistant, ")
        .contains(", Email, ", ", News, ", ", Unassigned.");
    assertThat(cautions.get(1))
        .startsWith("The setting attribution.custom_channels names the channel news, which no");
  }

  private List<String> cautions(String... rules) throws IOException {
    return RuleCautions.of(Config.of(Map.of("classify.rules_file", rules(rules).toString())));
  }

  private Path rules(String... rules) throws IOException {
    return Files.writeString(
        folder.resolve("rules.yaml"),
        "version: ours-1\nrules: [" + String.join(", ", rules) + "]\n");
  }
}

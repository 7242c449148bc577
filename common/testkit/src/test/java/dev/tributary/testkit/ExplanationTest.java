package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Explanation;
import dev.tributary.core.journey.Explanation.Judged;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final String NOON = "2026-03-10T12:00:00Z";
  private static final String ORDER = "conversion:purchase:o";

  @Test
  void everyCandidateHasItsSentence() {
    Config config = Config.of(Map.of("attribution.lookback_overrides", "channel:Email=7"));

    Explanation explanation =
        explain(
            config,
            click("2026-03-03T09:00:00Z").from("newsletter", "email"),
            impression("2026-03-05T12:00:00Z").from("news", "cpm"),
            click("2026-03-08T10:00:00Z").from("google", "cpc").clickId("g-1", "gclid").key("ad"),
            pageView("2026-03-08T10:00:02Z").from("google", "cpc").clickId("g-1", "gclid"),
            click("2026-03-09T12:00:00Z").from("newsletter", "email").robot(),
            order("o", NOON, 500),
            click("2026-03-10T12:20:00Z").from("facebook", "social"));

    assertThat(explanation.candidates())
        .extracting(Judged::sentence)
        .containsExactly(
            "Email excluded: 3 h outside its 7-day window.",
            "Display excluded: it is an impression, and view-through is off.",
            "Paid Search kept: 2 d 2 h before the conversion, within its 30-day window.",
            "Paid Search excluded: it is the page that the click of 2026-03-08T10:00:00Z led to,"
                + " one touch with it.",
            "Email excluded: a machine made it.",
            "Organic Social excluded: 20 min after the conversion.");
    assertThat(explanation.candidates().stream().filter(Judged::kept)).hasSize(1);
    assertThat(Shares.channels(explanation.credit().orElseThrow())).containsExactly("Paid Search");
    assertThat(explanation.provenance().classificationRules())
        .allSatisfy(rule -> assertThat(rule).contains("/"));
    assertThat(explanation.provenance().eventKeys()).hasSize(7).contains("ad", ORDER);
  }

  @Test
  void ofSeveralClicksWithThePagesIdTheLastBeforeItLedToItElseTheFirstAfter() {
    assertThat(
            explain(
                    Config.defaults(),
                    click("2026-03-08T10:00:00Z").from("google", "cpc").clickId("g", "gclid"),
                    click("2026-03-08T10:00:09Z").from("google", "cpc").clickId("g", "gclid"),
                    pageView("2026-03-08T10:00:10Z").from("google", "cpc").clickId("g", "gclid"),
                    click("2026-03-08T10:00:11Z").from("google", "cpc").clickId("g", "gclid"),
                    pageView("2026-03-08T11:00:00Z").from("bing", "cpc").clickId("m", "msclkid"),
                    click("2026-03-08T11:00:02Z").from("bing", "cpc").clickId("m", "msclkid"),
                    click("2026-03-08T11:00:03Z").from("bing", "cpc").clickId("m", "msclkid"),
                    order("o", NOON, 500))
                .candidates())
        .filteredOn(candidate -> !candidate.kept())
        .extracting(Judged::sentence)
        .containsExactly(
            "Paid Search excluded: it is the page that the click of 2026-03-08T10:00:09Z led to,"
                + " one touch with it.",
            "Paid Search excluded: it is the page that the click of 2026-03-08T11:00:02Z led to,"
                + " one touch with it.");
  }

  @Test
  void withdrawnConsentAndPathOptionsAreNamed() {
    Config config = Config.of(Map.of("attribution.path.last_n", "1"));

    Explanation explanation =
        explain(
            config,
            click("2026-03-01T12:00:00Z").from("google", "cpc"),
            consent("2026-03-02T12:00:00Z").denied(),
            consent("2026-03-03T12:00:00Z"),
            click("2026-03-04T12:00:00Z").from("newsletter", "email"),
            click("2026-03-05T12:00:00Z").from("facebook", "social"),
            order("o", NOON, 500));

    assertThat(explanation.candidates())
        .extracting(Judged::sentence)
        .containsExactly(
            "Paid Search excluded: consent did not hold from it to the conversion.",
            "Email excluded: only the last touches of a path count (attribution.path.last_n).",
            "Organic Social kept: 5 d before the conversion, within its 30-day window.");
  }

  @Test
  void orderWithoutAnyTouchSaysWhyItIsDirect() {
    Explanation explanation = explain(Config.defaults(), order("o", NOON, 500));

    assertThat(explanation.notes())
        .containsExactly(
            "No touch was eligible, so it is credited to Direct and counted as unattributed.");
    assertThat(explanation.credit().orElseThrow().unattributed()).isTrue();
  }

  @Test
  void machinesOrderEarnsNothing() {
    Explanation explanation = explain(Config.defaults(), order("o", NOON, 500).robot());

    assertThat(explanation.credit()).isEmpty();
    assertThat(explanation.notes()).singleElement().asString().contains("machine");
  }

  @Test
  void explanationAndAttributionAgree() {
    List<TimelineEvent> events =
        timeline(
            Config.defaults(),
            click("2026-03-01T12:00:00Z").from("google", "cpc"),
            pageView("2026-03-04T12:00:00Z").from("newsletter", "email"),
            order("o", NOON, 501));
    PersonTimeline timeline = new PersonTimeline(Config.defaults());

    assertThat(Shares.fingerprint(List.of(timeline.explain(events, ORDER).credit().orElseThrow())))
        .isEqualTo(Shares.fingerprint(timeline.attribute(events)));
  }

  @Test
  void unknownOrderSaysWhatToDo() {
    assertThatThrownBy(() -> new PersonTimeline(Config.defaults()).explain(List.of(), "nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no conversion with the key nothing")
        .hasMessageContaining("Give all events");
  }

  private static Explanation explain(Config config, Sketch... sketches) {
    return new PersonTimeline(config).explain(timeline(config, sketches), ORDER);
  }

  private static List<TimelineEvent> timeline(Config config, Sketch... sketches) {
    Enricher enricher = new Enricher(config);
    return Arrays.stream(sketches)
        .map(sketch -> enricher.enrich(sketch.visitor("v").event()))
        .toList();
  }
}

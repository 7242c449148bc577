package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Exclusion;
import dev.tributary.core.journey.Explanation;
import dev.tributary.core.journey.Explanation.Judged;
import dev.tributary.core.journey.Lookback;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reasons that the usual journeys do not meet, and how spans of time are told. */
class ExclusionReasonsTest {

  private static final String NOON = "2026-03-10T12:00:00Z";

  @Test
  void spansAreToldInTheirTwoLargestUnits() {
    assertThat(
            sentences(
                Config.defaults(),
                click("2026-03-09T12:00:00Z").from("newsletter", "email"),
                click("2026-03-10T10:30:00Z").from("newsletter", "email"),
                click("2026-03-10T11:00:00Z").from("newsletter", "email"),
                click("2026-03-10T11:58:59Z").from("newsletter", "email"),
                click("2026-03-10T11:59:00Z").from("newsletter", "email"),
                click("2026-03-10T11:59:59Z").from("newsletter", "email"),
                click("2026-03-10T11:59:59.75Z").from("newsletter", "email"),
                click(NOON).from("newsletter", "email"),
                order("o", NOON, 500)))
        .extracting(sentence -> sentence.split("kept: | before")[1])
        .containsExactly("1 d", "1 h 30 min", "1 h", "1 min 1 s", "1 min", "1 s", "0.25 s", "0 s");
  }

  @Test
  void anOrderThatMayJoinNoJourneyTakesNoTouch() {
    assertThat(
            sentences(
                Config.defaults(),
                click("2026-03-10T11:00:00Z").from("newsletter", "email"),
                order("o", NOON, 500).denied()))
        .containsExactly("Email excluded: consent forbids it to join a journey.");
  }

  @Test
  void aRedirectWhoseIdNobodyCarriesIsNotAdopted() {
    Explanation explanation =
        explain(
            Config.defaults(),
            click("2026-03-10T11:00:00Z")
                .clickId("t-1", "tcid")
                .from("newsletter", "email")
                .unasked(),
            order("o", NOON, 500).visitor("v"));

    assertThat(explanation.candidates())
        .extracting(Judged::sentence)
        .containsExactly(
            "Email excluded: no consented event carried the id of this redirect's click.");
    assertThat(explanation.candidates().get(0).exclusion())
        .hasValueSatisfying(reason -> assertThat(reason.wire()).isEqualTo("not_adopted"));
    assertThat(Exclusion.OUTSIDE_WINDOW.wire()).isEqualTo("outside_window");
  }

  @Test
  void aDeviceFasterThanPeopleIsToldByHowMuchAndItsLaterPagesAreNoCandidates() {
    Sketch[] burst = {
      pageView("2026-03-10T11:00:01Z").from("newsletter", "email"),
      pageView("2026-03-10T11:00:02Z"),
      pageView("2026-03-10T11:00:03Z"),
      click("2026-03-10T11:00:04Z").from("google", "cpc"),
      click("2026-03-10T11:01:03.999Z").from("google", "cpc"),
      order("o", NOON, 500)
    };
    Config minute = Config.defaults().with("classify.bot_events_a_minute", "3");
    String fast = " excluded: its device clicked and looked ";

    assertThat(sentences(minute.with("classify.bot_events_a_day", "4"), burst))
        .containsExactly(
            "Email" + fast + "4 times within a minute; classify.bot_events_a_minute allows 3.",
            "Paid Search"
                + fast
                + "4 times within a minute; classify.bot_events_a_minute allows 3.",
            "Paid Search"
                + fast
                + "4 times within a minute; classify.bot_events_a_minute allows 3.");
    assertThat(
            sentences(
                minute
                    .with("classify.bot_events_a_minute", "0")
                    .with("classify.bot_events_a_day", "2"),
                burst))
        .first()
        .isEqualTo("Email" + fast + "5 times within 24 hours; classify.bot_events_a_day allows 2.");
  }

  @Test
  void whatAnEarlierOrderUsedUpIsNamed() {
    assertThat(
            sentences(
                Config.defaults().with("attribution.restart_after_conversion", "true"),
                click("2026-03-08T11:00:00Z").from("newsletter", "email"),
                order("earlier", "2026-03-09T12:00:00Z", 500),
                order("later", "2026-03-09T12:30:00Z", 500),
                click("2026-03-09T13:00:00Z").from("google", "cpc"),
                order("o", NOON, 500)))
        .containsExactly(
            "Email excluded: the earlier purchase earlier of 2026-03-09T12:00:00Z used it up"
                + " (attribution.restart_after_conversion).",
            "Paid Search kept: 23 h before the conversion, within its 30-day window.");
  }

  @Test
  void eachPathOptionIsNamedThatLeavesATouchOut() {
    assertThat(
            sentences(
                Config.defaults()
                    .with("attribution.view_through", "true")
                    .with("attribution.path.clicks_before_views", "true")
                    .with("attribution.path.remove_direct_unless_all", "true")
                    .with("attribution.path.collapse_repeats", "true")
                    .with("attribution.path.unique", "true")
                    .with("attribution.path.last_n", "2"),
                click("2026-03-10T01:00:00Z").from("bing", "cpc"),
                impression("2026-03-10T02:00:00Z").from("display", "display"),
                pageView("2026-03-10T03:00:00Z"),
                click("2026-03-10T04:00:00Z").from("newsletter", "email"),
                click("2026-03-10T05:00:00Z").from("newsletter", "email"),
                click("2026-03-10T06:00:00Z").from("facebook", "social"),
                click("2026-03-10T07:00:00Z").from("google", "cpc"),
                order("o", NOON, 500)))
        .containsExactly(
            "Paid Search excluded: only the last touches of a path count"
                + " (attribution.path.last_n).",
            "Display excluded: beside a click, or a visit that is not Direct, impressions do not count"
                + " (attribution.path.clicks_before_views).",
            "Direct excluded: beside other touches Direct does not count"
                + " (attribution.path.remove_direct_unless_all).",
            "Email kept: 8 h before the conversion, within its 30-day window.",
            "Email excluded: it repeats the channel of the touch before it"
                + " (attribution.path.collapse_repeats).",
            "Organic Social kept: 6 h before the conversion, within its 30-day window.",
            "Paid Search excluded: its channel is on the path already (attribution.path.unique).");
  }

  @Test
  void theLongestLookbackIsThatOfAnyOverride() {
    assertThat(new Lookback(Config.defaults()).longest()).isEqualTo(Duration.ofDays(30));
    assertThat(longest("type:lead=45,channel:Email=7")).isEqualTo(Duration.ofDays(45));
    assertThat(longest("type:lead=7")).isEqualTo(Duration.ofDays(30));
  }

  private static Duration longest(String overrides) {
    return new Lookback(Config.defaults().with("attribution.lookback_overrides", overrides))
        .longest();
  }

  private static List<String> sentences(Config config, Sketch... sketches) {
    for (Sketch sketch : sketches) {
      sketch.visitor("v");
    }
    return explain(config, sketches).candidates().stream().map(Judged::sentence).toList();
  }

  private static Explanation explain(Config config, Sketch... sketches) {
    Enricher enricher = new Enricher(config);
    List<TimelineEvent> events =
        Arrays.stream(sketches).map(sketch -> enricher.enrich(sketch.event())).toList();
    return new PersonTimeline(config).explain(events, "conversion:purchase:o");
  }
}

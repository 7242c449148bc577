package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.identify;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.Touchpoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where one person's sessions begin and end; the contract has the plain cases. */
class SessionTest {

  @Test
  void anOrderOrALoginKeepsASessionGoingAndAnAdSeenElsewhereDoesNot() {
    Sketch first = pageView("2026-03-10T10:00:00Z").visitor("v");
    Sketch second = pageView("2026-03-10T10:50:00Z").visitor("v");

    assertThat(visits(first, identify("2026-03-10T10:25:00Z").visitor("v").user("u"), second))
        .hasSize(1);
    assertThat(visits(first, order("o", "2026-03-10T10:25:00Z", 5).visitor("v"), second))
        .hasSize(1);
    assertThat(
            visits(
                first,
                impression("2026-03-10T10:25:00Z").visitor("v").from("display", "cpm"),
                second))
        .hasSize(2);
  }

  @Test
  void whatIsDoneWhileConsentIsWithdrawnIsNoTouch() {
    assertThat(
            visits(
                pageView("2026-03-10T10:00:00Z").visitor("v").from("before", "email"),
                consent("2026-03-11T10:00:00Z").visitor("v").denied(),
                click("2026-03-11T10:00:00Z").visitor("v").from("at once", "email"),
                click("2026-03-12T10:00:00Z").visitor("v").from("meanwhile", "email"),
                consent("2026-03-13T10:00:00Z").visitor("v"),
                click("2026-03-13T10:00:00Z").visitor("v").from("again", "email")))
        .extracting(Touchpoint::source)
        .containsExactly("before", "again");
  }

  @Test
  void everyDeviceOfAPersonHasSessionsOfItsOwn() {
    assertThat(
            visits(
                pageView("2026-03-10T10:00:00Z").user("a"),
                pageView("2026-03-10T10:05:00Z").visitor("v").user("a"),
                pageView("2026-03-10T10:10:00Z").user("b"),
                pageView("2026-03-10T10:15:00Z").user("a"),
                pageView("2026-03-10T10:20:00Z").visitor("w").user("a")))
        .extracting(touch -> touch.at().toString().substring(11, 16))
        .containsExactly("10:00", "10:05", "10:10", "10:20");
  }

  @Test
  void anotherClickOfTheSameAdIsANewTouchAndAPageWithoutItsIdIsNot() {
    assertThat(
            visits(
                pageView("2026-03-10T10:00:00Z")
                    .visitor("v")
                    .from("x", "cpc")
                    .clickId("1", "gclid"),
                pageView("2026-03-10T10:05:00Z").visitor("v").from("x", "cpc"),
                pageView("2026-03-10T10:10:00Z")
                    .visitor("v")
                    .from("x", "cpc")
                    .clickId("1", "gclid"),
                pageView("2026-03-10T10:15:00Z")
                    .visitor("v")
                    .from("x", "cpc")
                    .clickId("2", "gclid")))
        .extracting(Touchpoint::clickId)
        .containsExactly("1", "2");
  }

  @Test
  void theSameCampaignWrittenInOtherCaseIsNoNewTouch() {
    assertThat(
            visits(
                pageView("2026-03-10T10:00:00Z").visitor("v").from("x", "cpc").campaign("Sale"),
                pageView("2026-03-10T10:05:00Z").visitor("v").from("x", "cpc").campaign("SALE"),
                pageView("2026-03-10T10:10:00Z").visitor("v").from("x", "cpc").campaign("sales")))
        .extracting(Touchpoint::campaign)
        .containsExactly("Sale", "sales");
  }

  @Test
  void theIdOfAnotherRedirectIsANewTouchThoughItNamesNoSource() {
    assertThat(
            visits(
                pageView("2026-03-10T10:00:00Z").visitor("v").clickId("1", "tcid"),
                pageView("2026-03-10T10:05:00Z").visitor("v"),
                pageView("2026-03-10T10:10:00Z").visitor("v").clickId("1", "tcid"),
                pageView("2026-03-10T10:15:00Z").visitor("v").clickId("2", "tcid")))
        .extracting(Touchpoint::clickId)
        .containsExactly("1", "2");
  }

  @Test
  void touchesAreListedWhetherOrNotAnOrderFollows() {
    assertThat(
            visits(
                click("2026-03-10T11:00:00Z").visitor("v").from("newsletter", "email"),
                pageView("2026-03-10T10:00:00Z").visitor("v"),
                click("2026-03-10T12:00:00Z").visitor("v").from("google", "cpc").robot()))
        .extracting(Touchpoint::channel)
        .containsExactly("Direct", "Email");
  }

  @Test
  void whatAUserDoesFasterThanPeopleDoIsNoTouchEvenWithoutAVisitor() {
    Config config = Config.defaults().with("classify.bot_events_a_minute", "2");
    Sketch[] burst = {
      click("2026-03-10T10:00:01Z").user("u").from("google", "cpc"),
      click("2026-03-10T10:00:02Z").user("u").from("google", "cpc"),
      click("2026-03-10T10:00:03Z").user("u").from("google", "cpc"),
      click("2026-03-10T10:00:04Z").user("other").from("newsletter", "email")
    };

    assertThat(touches(config, burst)).extracting(Touchpoint::channel).containsExactly("Email");
  }

  private static List<Touchpoint> visits(Sketch... sketches) {
    return touches(Config.defaults(), sketches);
  }

  private static List<Touchpoint> touches(Config config, Sketch... sketches) {
    Enricher enricher = new Enricher(config);
    return new PersonTimeline(config)
        .touchpoints(
            Arrays.stream(sketches).map(sketch -> enricher.enrich(sketch.event())).toList());
  }
}

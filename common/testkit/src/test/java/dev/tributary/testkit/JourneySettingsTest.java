package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.journey.AttributedConversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each setting of journeys changes; the shipped settings are the contract's matter. */
class JourneySettingsTest {

  private static final String NOON = "2026-03-10T12:00:00Z";

  private static final Sketch[] REPEATS = {
    click("2026-03-01T12:00:00Z").from("google", "cpc"),
    click("2026-03-02T12:00:00Z").from("newsletter", "email"),
    click("2026-03-03T12:00:00Z").from("newsletter", "email"),
    click("2026-03-04T12:00:00Z").from("(direct)", "(none)"),
    click("2026-03-05T12:00:00Z").from("google", "cpc"),
    order("o", NOON, 100)
  };

  @Test
  void shorterWindowOfAChannel() {
    assertThat(paths("attribution.lookback_overrides", "channel:Email=7", REPEATS))
        .containsExactly("Paid Search", "Email", "Direct", "Paid Search");
  }

  @Test
  void windowOfAConversionTypeAndTheLastOverrideWins() {
    Sketch lead = order("l", NOON, 0).ofType("lead");

    assertThat(
            paths(
                "attribution.lookback_overrides",
                "type:lead=6,type:lead+channel:Paid Search+kind:click=9,type:purchase=0",
                click("2026-03-01T12:00:00Z").from("google", "cpc"),
                click("2026-03-02T12:00:00Z").from("newsletter", "email"),
                click("2026-03-04T12:00:00Z").from("newsletter", "email"),
                lead))
        .containsExactly("Paid Search", "Email");
  }

  @Test
  void clicksBeforeViewsLeavesImpressionsOutUnlessThereIsNothingElse() {
    Config config =
        Config.defaults()
            .with("attribution.view_through", "true")
            .with("attribution.path.clicks_before_views", "true");
    Sketch seen = impression("2026-03-10T09:00:00Z").from("display", "cpm");
    Sketch clicked = click("2026-03-10T08:00:00Z").from("google", "cpc");
    Sketch order = order("o", NOON, 100);

    assertThat(Shares.channels(Shares.of(attributed(config, seen, clicked, order), "o")))
        .containsExactly("Paid Search");
    assertThat(Shares.channels(Shares.of(attributed(config, seen, order), "o")))
        .containsExactly("Display");
  }

  @Test
  void anImpressionStaysBesideAVisitWithoutASourceAndGivesWayToOneWithASource() {
    Config config =
        Config.defaults()
            .with("attribution.view_through", "true")
            .with("attribution.path.clicks_before_views", "true");
    Config withoutDirect = config.with("attribution.path.remove_direct_unless_all", "true");
    Sketch seen = impression("2026-03-10T08:00:00Z").from("display", "cpm");
    Sketch direct = pageView("2026-03-10T09:00:00Z");
    Sketch search = pageView("2026-03-10T10:00:00Z").from("google", "organic");
    Sketch order = order("o", NOON, 100);

    assertThat(Shares.channels(Shares.of(attributed(config, seen, direct, order), "o")))
        .containsExactly("Display", "Direct");
    assertThat(Shares.channels(Shares.of(attributed(withoutDirect, seen, direct, order), "o")))
        .containsExactly("Display");
    assertThat(Shares.channels(Shares.of(attributed(config, seen, direct, search, order), "o")))
        .containsExactly("Direct", "Organic Search");
    assertThat(
            Shares.channels(Shares.of(attributed(withoutDirect, seen, direct, search, order), "o")))
        .containsExactly("Organic Search");
  }

  @Test
  void deviceBeyondTheRateMakesNoTouchButItsOrderStays() {
    List<Sketch> burst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      burst.add(click("2026-03-09T12:00:0" + i + "Z").from("google", "cpc"));
    }
    burst.add(click("2026-03-01T12:00:00Z").from("newsletter", "email"));
    burst.add(order("o", NOON, 100));
    Sketch[] all = burst.toArray(Sketch[]::new);

    Config five = Config.of(Map.of("classify.bot_events_a_minute", "5"));
    Config four = Config.of(Map.of("classify.bot_events_a_minute", "4"));
    Config aDay =
        Config.of(Map.of("classify.bot_events_a_minute", "0", "classify.bot_events_a_day", "4"));

    assertThat(Shares.of(attributed(five, all), "o").touches()).hasSize(6);
    assertThat(Shares.of(attributed(four, all), "o").unattributed()).isTrue();
    assertThat(Shares.of(attributed(aDay, all), "o").unattributed()).isTrue();
  }

  @Test
  void eventsJustAMinuteApartAreNotWithinOne() {
    Config one = Config.of(Map.of("classify.bot_events_a_minute", "1"));
    Sketch first = click("2026-03-09T12:00:00Z").from("google", "cpc");
    Sketch order = order("o", NOON, 100);

    assertThat(
            Shares.of(
                    attributed(
                        one, first, click("2026-03-09T12:01:00Z").from("google", "cpc"), order),
                    "o")
                .touches())
        .hasSize(2);
    assertThat(
            Shares.of(
                    attributed(
                        one,
                        first,
                        click("2026-03-09T12:00:59.999999Z").from("google", "cpc"),
                        order),
                    "o")
                .unattributed())
        .isTrue();
  }

  @Test
  void overrideThatCanNotBeReadIsRefused() {
    for (String text : List.of("channel:Email", "planet:Mars=7", "kind:glance=1", "type:a=-1")) {
      assertThatThrownBy(() -> Config.of(Map.of("attribution.lookback_overrides", text)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("attribution.lookback_overrides")
          .hasMessageContaining("channel:Email=7");
    }
  }

  @Test
  void windowOfAVisitIsNotThatOfAClick() {
    assertThat(
            paths(
                "attribution.lookback_days.visit",
                "1",
                click("2026-03-01T12:00:00Z").from("google", "cpc"),
                pageView("2026-03-02T12:00:00Z").from("newsletter", "email"),
                order("o", NOON, 100)))
        .containsExactly("Paid Search");
  }

  @Test
  void impressionWithinADayIsATouchWhereViewThroughIsOn() {
    assertThat(
            paths(
                "attribution.view_through",
                "true",
                impression("2026-03-09T12:00:00Z").from("news", "cpm"),
                impression("2026-03-09T11:59:59Z").from("google", "cpc"),
                order("o", NOON, 100)))
        .containsExactly("Display");
  }

  @Test
  void collapsedRepeats() {
    assertThat(paths("attribution.path.collapse_repeats", "true", REPEATS))
        .containsExactly("Paid Search", "Email", "Direct", "Paid Search");
  }

  @Test
  void uniqueChannels() {
    assertThat(paths("attribution.path.unique", "true", REPEATS))
        .containsExactly("Paid Search", "Email", "Direct");
  }

  @Test
  void directRemovedBesideOthersAndKeptAlone() {
    assertThat(paths("attribution.path.remove_direct_unless_all", "true", REPEATS))
        .containsExactly("Paid Search", "Email", "Email", "Paid Search");
    assertThat(
            paths(
                "attribution.path.remove_direct_unless_all",
                "true",
                pageView("2026-03-09T12:00:00Z"),
                pageView("2026-03-10T11:00:00Z"),
                order("o", NOON, 100)))
        .containsExactly("Direct", "Direct");
  }

  @Test
  void lastTwoTouches() {
    assertThat(paths("attribution.path.last_n", "2", REPEATS))
        .containsExactly("Direct", "Paid Search");
  }

  @Test
  void orderUsesUpTouchesForLaterOnesOfItsTypeWhereItRestarts() {
    List<AttributedConversion> attributed =
        attribute(
            "attribution.restart_after_conversion",
            "true",
            click("2026-03-01T12:00:00Z").from("google", "cpc"),
            order("first", "2026-03-02T12:00:00Z", 100),
            click("2026-03-02T12:00:00Z").from("partner", "affiliate"),
            click("2026-03-03T12:00:00Z").from("newsletter", "email"),
            order("second", "2026-03-04T12:00:00Z", 100),
            order("lead", "2026-03-05T12:00:00Z", 0).ofType("lead"));

    assertThat(Shares.channels(Shares.of(attributed, "first")))
        .containsExactly("Paid Search", "Affiliates");
    assertThat(Shares.channels(Shares.of(attributed, "second"))).containsExactly("Email");
    assertThat(Shares.channels(Shares.of(attributed, "lead")))
        .containsExactly("Paid Search", "Affiliates", "Email");
  }

  @Test
  void orderWithoutConsentUsesNothingUp() {
    List<AttributedConversion> attributed =
        attribute(
            "attribution.restart_after_conversion",
            "true",
            click("2026-03-01T12:00:00Z").from("google", "cpc"),
            order("denied", "2026-03-02T12:00:00Z", 100).denied(),
            order("second", "2026-03-04T12:00:00Z", 100));

    assertThat(Shares.channels(Shares.of(attributed, "denied"))).containsExactly("Direct");
    assertThat(Shares.channels(Shares.of(attributed, "second"))).containsExactly("Paid Search");
  }

  @Test
  void midnightEndsASessionWhereConfigured() {
    Sketch[] pastMidnight = {
      pageView("2026-03-09T23:55:00Z").from("newsletter", "email"),
      pageView("2026-03-10T00:05:00Z"),
      order("o", NOON, 100)
    };

    assertThat(paths("attribution.session_ends_at_midnight", "true", pastMidnight))
        .containsExactly("Email", "Direct");
    assertThat(paths("attribution.session_ends_at_midnight", "false", pastMidnight))
        .containsExactly("Email");
  }

  @Test
  void unknownConsentJoinsWhereConfiguredSo() {
    Sketch[] unasked = {
      click("2026-03-09T12:00:00Z").from("google", "cpc").unasked(), order("o", NOON, 100)
    };

    assertThat(paths("consent.unknown_analytics", "granted", unasked))
        .containsExactly("Paid Search");
    assertThat(paths("consent.unknown_analytics", "denied", unasked)).containsExactly("Direct");
  }

  private static List<String> paths(String key, String value, Sketch... sketches) {
    List<AttributedConversion> attributed = attribute(key, value, sketches);
    assertThat(attributed).hasSize(1);
    return Shares.channels(attributed.get(0));
  }

  private static List<AttributedConversion> attribute(
      String key, String value, Sketch... sketches) {
    return attributed(Config.of(Map.of(key, value)), sketches);
  }

  private static List<AttributedConversion> attributed(Config config, Sketch... sketches) {
    return new InMemoryAttribution(config, Sketch.PSEUDONYMS)
        .attribute(Arrays.stream(sketches).map(one -> one.visitor("v").event()).toList());
  }
}

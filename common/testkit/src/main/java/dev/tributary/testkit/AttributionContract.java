package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of attribution owes, whatever it runs on: journeys of one visitor, at
 * the shipped settings. Inherit it and say how events become credit.
 */
public abstract class AttributionContract {

  /** Those under which the events given were admitted: consent events name a visitor's hash. */
  protected static final Pseudonyms PSEUDONYMS = Sketch.PSEUDONYMS;

  private static final String NOON = "2026-03-10T12:00:00Z";

  /**
   * The credit that stands once all events have arrived, in this order.
   *
   * @param events admitted events; may hold duplicates
   * @return one entry a conversion, in any order
   */
  protected abstract List<AttributedConversion> attribute(List<Event> events);

  @Test
  void onTime() {
    AttributedConversion credit =
        only(
            click("2026-03-01T12:00:00Z").from("google", "cpc"),
            pageView("2026-03-03T12:00:00Z").from("newsletter", "email"),
            pageView("2026-03-08T12:00:00Z"),
            order("o", NOON, 10_001));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search", "Email", "Direct");
    assertThat(credit.unattributed()).isFalse();
    assertShares(credit, "first_touch", 1_000_000, 0, 0);
    assertShares(credit, "last_touch", 0, 0, 1_000_000);
    assertShares(credit, "last_non_direct", 0, 1_000_000, 0);
    assertShares(credit, "linear", 333_334, 333_333, 333_333);
    assertShares(credit, "position_based", 400_000, 200_000, 400_000);
    // 2^(-9/7), 2^(-1), 2^(-2/7), normalised.
    assertShares(credit, "time_decay", 237_022, 288_933, 474_045);
    assertThat(Shares.under(credit, "linear").revenueMinor()).containsExactly(3334, 3334, 3333);
    assertThat(Shares.under(credit, "first_touch").revenueMinor()).containsExactly(10_001, 0, 0);
  }

  @Test
  void lateTouchArrivingAfterTheOrderCounts() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("google", "cpc"),
            order("o", NOON, 5000),
            pageView("2026-03-10T11:00:00Z")
                .from("newsletter", "email")
                .arrivingAfter(Duration.ofHours(6)));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search", "Email");
    assertShares(credit, "last_touch", 0, 1_000_000);
  }

  @Test
  void tooLateATouchAfterTheOrderEarnsNothing() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("google", "cpc"),
            order("o", NOON, 5000),
            click("2026-03-10T12:00:00.000001Z").from("newsletter", "email"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void touchAtTheVeryMomentOfTheOrderCounts() {
    AttributedConversion credit = only(click(NOON).from("google", "cpc"), order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void lookbackIncludesItsFirstMoment() {
    AttributedConversion credit =
        only(click("2026-02-08T12:00:00Z").from("google", "cpc"), order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
    assertThat(credit.unattributed()).isFalse();
  }

  @Test
  void tooOldByAMicrosecondOrByTwoThousandYears() {
    AttributedConversion credit =
        only(
            click("2026-02-08T11:59:59.999999Z").from("google", "cpc"),
            click("0001-01-01T00:00:00Z").from("newsletter", "email"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Direct");
    assertThat(credit.unattributed()).isTrue();
  }

  @Test
  void duplicateTouchCountsOnce() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("google", "cpc").key("same"),
            click("2026-03-09T12:00:00Z").from("google", "cpc").key("same").sequence(2),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void duplicateOrderCountsAsFirstReceived() {
    List<AttributedConversion> attributed =
        attributeAll(
            click("2026-03-09T12:00:00Z").from("google", "cpc"),
            order("o", NOON, 7000).arrivingAfter(Duration.ofMinutes(5)).sequence(2),
            order("o", NOON, 5000).arrivingAfter(Duration.ofSeconds(1)).sequence(3));

    assertThat(attributed).hasSize(1);
    assertThat(Shares.under(attributed.get(0), "last_touch").revenueMinor()).containsExactly(5000);
  }

  @Test
  void clockAheadIsOrderedByTheClampedTime() {
    // Admission clamps a future time to received_at; what arrives here has the clamped one.
    AttributedConversion credit =
        only(
            click("2026-03-10T11:59:00Z").from("google", "cpc").arrivingAfter(Duration.ZERO),
            click("2026-03-10T11:00:00Z").from("newsletter", "email"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Email", "Paid Search");
  }

  @Test
  void equalTimesAreOrderedByReceiptThenSequence() {
    AttributedConversion credit =
        only(
            click(NOON).from("newsletter", "email").key("c").sequence(3),
            click(NOON).from("google", "organic").key("b").sequence(2),
            click(NOON).from("google", "cpc").key("a").arrivingAfter(Duration.ZERO).sequence(9),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search", "Organic Search", "Email");
  }

  @Test
  void oneTouchServesSeveralOrders() {
    List<AttributedConversion> attributed =
        attributeAll(
            click("2026-03-09T12:00:00Z").from("google", "cpc"),
            order("first", NOON, 5000),
            order("second", "2026-03-11T12:00:00Z", 700));

    assertThat(Shares.channels(Shares.of(attributed, "first"))).containsExactly("Paid Search");
    assertThat(Shares.channels(Shares.of(attributed, "second"))).containsExactly("Paid Search");
  }

  @Test
  void unknownVisitorsOrderIsDirectAndUnattributed() {
    AttributedConversion credit = only(order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Direct");
    assertThat(credit.unattributed()).isTrue();
    assertShares(credit, "last_non_direct", 1_000_000);
  }

  @Test
  void directVisitIsATouchOfItsOwn() {
    AttributedConversion credit = only(pageView("2026-03-10T11:50:00Z"), order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Direct");
    assertThat(credit.unattributed()).isFalse();
  }

  @Test
  void laterPagesOfASessionAreNoTouches() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T10:00:00Z").from("newsletter", "email"),
            pageView("2026-03-10T10:30:00Z"),
            pageView("2026-03-10T11:00:00Z").referrer("https://shop.example/cart"),
            order("o", "2026-03-10T11:05:00Z", 5000));

    assertThat(Shares.channels(credit)).containsExactly("Email");
  }

  @Test
  void inactivityEndsASession() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T10:00:00Z").from("newsletter", "email"),
            pageView("2026-03-10T10:30:01Z"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Email", "Direct");
  }

  @Test
  void otherCampaignEndsASession() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T11:00:00Z").from("newsletter", "email").campaign("spring"),
            pageView("2026-03-10T11:01:00Z").from("newsletter", "email").campaign("spring"),
            pageView("2026-03-10T11:02:00Z").from("newsletter", "email").campaign("summer"),
            order("o", NOON, 5000));

    assertThat(credit.touches().stream().map(touch -> touch.campaign()))
        .containsExactly("spring", "summer");
  }

  @Test
  void otherTermOrContentOfTheCampaignEndsASession() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T11:00:00Z").from("google", "cpc").ad("shoes", "banner"),
            pageView("2026-03-10T11:01:00Z").from("google", "cpc").ad("shoes", "banner"),
            pageView("2026-03-10T11:02:00Z").from("google", "cpc").ad("boots", "banner"),
            pageView("2026-03-10T11:03:00Z").from("google", "cpc").ad("boots", "video"),
            pageView("2026-03-10T11:04:00Z"),
            order("o", NOON, 5000));

    assertThat(credit.touches().stream().map(touch -> touch.at().toString()))
        .containsExactly("2026-03-10T11:00:00Z", "2026-03-10T11:02:00Z", "2026-03-10T11:03:00Z");
  }

  @Test
  void campaignTermOrContentWithoutASourceEndsASessionAndTheTouchIsDirect() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T11:00:00Z").from("newsletter", "email").campaign("spring"),
            pageView("2026-03-10T11:01:00Z").campaign("spring"),
            pageView("2026-03-10T11:02:00Z"),
            pageView("2026-03-10T11:03:00Z").campaign("summer"),
            pageView("2026-03-10T11:04:00Z").campaign("summer").ad(null, "banner"),
            pageView("2026-03-10T11:05:00Z").campaign("summer").ad("shoes", "banner"),
            pageView("2026-03-10T11:06:00Z").campaign("summer"),
            order("o", NOON, 5000));

    assertThat(credit.touches())
        .extracting(
            touch -> touch.at().toString(), touch -> touch.channel(), touch -> touch.campaign())
        .containsExactly(
            tuple("2026-03-10T11:00:00Z", "Email", "spring"),
            tuple("2026-03-10T11:03:00Z", "Direct", "summer"),
            tuple("2026-03-10T11:04:00Z", "Direct", "summer"),
            tuple("2026-03-10T11:05:00Z", "Direct", "summer"));
    assertShares(credit, "linear", 250_000, 250_000, 250_000, 250_000);
    assertShares(credit, "last_touch", 0, 0, 0, 1_000_000);
    assertShares(credit, "last_non_direct", 1_000_000, 0, 0, 0);
  }

  @Test
  void whatWasSearchedForIsNoParameterOfACampaign() {
    AttributedConversion credit =
        only(
            pageView("2026-03-10T11:00:00Z").referrer("https://www.ecosia.org/search?q=shoes"),
            pageView("2026-03-10T11:01:00Z").referrer("https://www.ecosia.org/search?q=boots"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Organic Search");
  }

  @Test
  void clickAndLandingAreOneTouch() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("google", "cpc").clickId("g-1", "gclid"),
            pageView("2026-03-09T12:00:02Z").from("google", "cpc").clickId("g-1", "gclid"),
            order("o", NOON, 5000));

    assertThat(credit.touches().stream().map(touch -> touch.kind())).containsExactly("click");
  }

  @Test
  void clickAndLandingOfOneLinkWithinFiveMinutesAreOneTouch() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("newsletter", "email").link("spring"),
            pageView("2026-03-09T12:05:00Z").from("newsletter", "email").link("spring"),
            order("o", NOON, 5000));

    assertThat(credit.touches().stream().map(touch -> touch.kind())).containsExactly("click");
  }

  @Test
  void landingOfOneLinkAfterFiveMinutesIsATouchOfItsOwn() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("newsletter", "email").link("spring"),
            pageView("2026-03-09T12:05:01Z").from("newsletter", "email").link("spring"),
            order("o", NOON, 5000));

    assertThat(credit.touches().stream().map(touch -> touch.kind()))
        .containsExactly("click", "visit");
  }

  @Test
  void impressionIsNoTouchWhileViewThroughIsOff() {
    AttributedConversion credit =
        only(
            click("2026-03-09T12:00:00Z").from("google", "cpc"),
            impression("2026-03-10T11:00:00Z").from("display", "cpm"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void botsTouchAndOrderEarnNothing() {
    List<AttributedConversion> attributed =
        attributeAll(
            click("2026-03-09T12:00:00Z").from("google", "cpc").robot(),
            order("machine", "2026-03-10T11:00:00Z", 100).robot(),
            order("o", NOON, 5000));

    assertThat(attributed).hasSize(1);
    assertThat(attributed.get(0).conversion().orderId()).isEqualTo("o");
    assertThat(attributed.get(0).unattributed()).isTrue();
  }

  @Test
  void ofAnOrdersCopiesTheFirstReceivedSaysWhetherARobotMadeItWhicheverArrivesFirst() {
    Duration soon = Duration.ofSeconds(1);
    Duration later = Duration.ofMinutes(5);

    List<AttributedConversion> attributed =
        attribute(
            List.of(
                order("robot-1", NOON, 5000).visitor("v").arrivingAfter(later).sequence(2).event(),
                order("robot-1", NOON, 5000).visitor("v").arrivingAfter(soon).robot().event(),
                order("robot-2", NOON, 5000).visitor("v").arrivingAfter(soon).robot().event(),
                order("robot-2", NOON, 5000).visitor("v").arrivingAfter(later).sequence(2).event(),
                order("robot-3", NOON, 5000).visitor("v").arrivingAfter(later).sequence(2).event(),
                order("robot-3", NOON, 5000).visitor("w").arrivingAfter(soon).robot().event(),
                order("person-1", NOON, 5000).visitor("v").arrivingAfter(later).robot().event(),
                order("person-1", NOON, 5000).visitor("v").arrivingAfter(soon).event(),
                order("person-2", NOON, 5000).visitor("w").arrivingAfter(later).robot().event(),
                order("person-2", NOON, 5000).visitor("v").arrivingAfter(soon).event()));

    assertThat(attributed)
        .extracting(credit -> credit.conversion().orderId())
        .containsExactlyInAnyOrder("person-1", "person-2");
  }

  @Test
  void orderWithoutConsentIsCountedButJoinsNoJourney() {
    List<Event> events = new ArrayList<>();
    events.add(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc").event());
    events.add(order("o", NOON, 5000).denied().event());

    AttributedConversion credit = Shares.of(attribute(events), "o");
    assertThat(Shares.channels(credit)).containsExactly("Direct");
    assertThat(credit.unattributed()).isTrue();
  }

  @Test
  void consentWithdrawnTakesTheVisitorOutFromThen() {
    List<AttributedConversion> attributed =
        attributeAll(
            click("2026-03-08T12:00:00Z").from("google", "cpc"),
            order("before", "2026-03-09T12:00:00Z", 100),
            consent("2026-03-09T18:00:00Z").denied(),
            order("after", NOON, 200),
            click("2026-06-08T12:00:00Z").from("google", "cpc"),
            order("long after", "2026-06-09T12:00:00Z", 300));

    assertThat(Shares.channels(Shares.of(attributed, "before"))).containsExactly("Paid Search");
    assertThat(Shares.of(attributed, "before").unattributed()).isFalse();
    assertThat(Shares.of(attributed, "after").unattributed()).isTrue();
    assertThat(Shares.of(attributed, "long after").unattributed()).isTrue();
  }

  @Test
  void consentGivenAgainCountsFromThen() {
    AttributedConversion credit =
        only(
            click("2026-03-07T12:00:00Z").from("google", "cpc"),
            consent("2026-03-08T12:00:00Z").denied(),
            consent("2026-03-09T12:00:00Z"),
            click("2026-03-10T11:00:00Z").from("newsletter", "email"),
            order("o", NOON, 5000));

    assertThat(Shares.channels(credit)).containsExactly("Email");
  }

  @Test
  void redirectIsAdoptedByTheConsentedLanding() {
    List<Event> events = new ArrayList<>();
    events.add(
        click("2026-03-10T11:00:00Z")
            .clickId("tcid-1", "tcid")
            .from("newsletter", "email")
            .unasked()
            .event());
    events.add(pageView("2026-03-10T11:00:03Z").visitor("v").clickId("tcid-1", "tcid").event());
    events.add(order("o", NOON, 5000).visitor("v").event());

    AttributedConversion credit = Shares.of(attribute(events), "o");
    assertThat(Shares.channels(credit)).containsExactly("Email");
    assertThat(credit.touches().get(0).kind()).isEqualTo("click");
  }

  private AttributedConversion only(Sketch... sketches) {
    List<AttributedConversion> attributed = attributeAll(sketches);
    assertThat(attributed).hasSize(1);
    return attributed.get(0);
  }

  private List<AttributedConversion> attributeAll(Sketch... sketches) {
    List<Event> events = new ArrayList<>();
    for (Sketch sketch : sketches) {
      events.add(sketch.visitor("v").event());
    }
    return attribute(events);
  }

  private static void assertShares(AttributedConversion credit, String model, long... micros) {
    assertThat(Shares.under(credit, model).micros()).as(model).containsExactly(micros);
  }
}

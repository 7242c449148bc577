package dev.tributary.speed.attribution;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.ProvisionalCredits;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.testkit.Shares;
import dev.tributary.testkit.Sketch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stages say, and when, over several micro-batches. */
class JourneyCreditTest {

  private static final String NOON = "2026-03-10T12:00:00Z";

  @TempDir Path folder;
  private final ProvisionalCredits said = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
  private Processors lane;

  @BeforeEach
  void start() {
    lane = lane(Config.defaults());
  }

  @Test
  void touchesAloneSayNothing() {
    assertThat(batch(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc"))).isEmpty();
  }

  @Test
  void orderIsCreditedWithTouchesOfEarlierBatches() {
    batch(click("2026-03-08T12:00:00Z").visitor("v").from("google", "cpc"));
    batch(pageView("2026-03-09T12:00:00Z").visitor("v").from("newsletter", "email"));

    CreditRevision only = only(batch(order("o", NOON, 5000).visitor("v")));

    assertThat(Shares.channels(only.credit())).containsExactly("Paid Search", "Email");
    assertThat(only.generation()).isEqualTo(3);
    assertThat(only.number()).isEqualTo(1);
    assertThat(only.journeyKey()).isEqualTo(Sketch.PSEUDONYMS.of("v"));
  }

  @Test
  void lateTouchMakesTheNextRevision() {
    batch(order("o", NOON, 5000).visitor("v"));

    CreditRevision late =
        only(batch(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc")));

    assertThat(late.number()).isEqualTo(2);
    assertThat(Shares.channels(late.credit())).containsExactly("Paid Search");
  }

  @Test
  void duplicateOfATouchOrOrderSaysNothing() {
    Sketch touch = click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc").key("t");
    batch(touch, order("o", NOON, 5000).visitor("v"));

    assertThat(batch(touch.sequence(9).arrivingAfter(Duration.ofHours(2)))).isEmpty();
    assertThat(
            batch(
                order("o", NOON, 5000)
                    .visitor("v")
                    .sequence(10)
                    .arrivingAfter(Duration.ofHours(2))))
        .isEmpty();
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(2);
  }

  @Test
  void touchAfterTheOrderChangesNothing() {
    batch(order("o", NOON, 5000).visitor("v"));

    assertThat(batch(click("2026-03-10T13:00:00Z").visitor("v").from("google", "cpc"))).isEmpty();
  }

  @Test
  void onlyOrdersWhoseCreditChangedAreSaidAgain() {
    batch(order("early", "2026-03-08T12:00:00Z", 100).visitor("v"));
    batch(order("late", NOON, 200).visitor("v"));

    assertThat(batch(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc")))
        .extracting(revision -> revision.credit().conversion().orderId())
        .containsExactly("late");
  }

  @Test
  void whatWasSaidOfAnOrderIsForgottenWithTheOrder() {
    batch(order("old", "2026-01-08T12:00:00Z", 100).visitor("v"));
    batch(order("kept", "2026-03-08T12:00:00Z", 100).visitor("v"));
    String key = only(batch(order("new", NOON, 200).visitor("v"))).conversionKey();

    assertThat(lane.remembered(Sketch.PSEUDONYMS.of("v"))).hasSize(2).contains(key);
    assertThat(batch(order("old", "2026-01-08T12:00:00Z", 100).visitor("v").sequence(9))).isEmpty();
  }

  @Test
  void orderKeepsItsCreditWhereTheJourneyForgetsItsTouches() {
    batch(click("2026-02-12T12:00:00Z").visitor("v").from("google", "cpc"));
    batch(order("old", NOON, 100).visitor("v"));
    batch(order("new", "2026-03-20T12:00:00Z", 100).visitor("v"));

    assertThat(batch(click("2026-03-20T13:00:00Z").visitor("v").from("google", "cpc"))).isEmpty();
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(3);
  }

  @Test
  void otherRulesCreditEveryOrderAgainWithTheNextEvent() {
    batch(click("2026-03-01T12:00:00Z").visitor("v").from("google", "cpc"));
    batch(click("2026-03-09T12:00:00Z").visitor("v").from("newsletter", "email"));
    batch(order("o", NOON, 5000).visitor("v"));
    Processors before = lane;

    lane = lane(Config.defaults().with("attribution.half_life_days", "1"));
    lane.takeOver(before, Sketch.PSEUDONYMS.of("v"));
    CreditRevision again = only(batch(pageView("2026-03-10T13:00:00Z").visitor("v")));

    assertThat(again.number()).isEqualTo(2);
    assertThat(Shares.under(again.credit(), "time_decay").micros()).containsExactly(3_891, 996_109);
    assertThat(batch(pageView("2026-03-11T13:00:00Z").visitor("v"))).isEmpty();
  }

  @Test
  void robotsCopyOfAnOrderTakesBackWhatWasSaidOfIt() {
    batch(order("o", NOON, 5000).visitor("v").arrivingAfter(Duration.ofMinutes(5)).sequence(2));
    CreditRevision back = only(batch(order("o", NOON, 5000).visitor("v").robot()));

    assertThat(back.number()).isEqualTo(2);
    assertThat(said.current()).isEmpty();
    assertThat(new Credits(ZoneOffset.UTC).provisional(back))
        .hasSize(RuleModel.values().length)
        .allMatch(row -> row.creditMicros() == 0 && row.revenueMinor() == 0);
  }

  @Test
  void landingBeforeItsRedirectAdoptsTheClickOnceItArrives() {
    batch(pageView("2026-03-10T11:00:03Z").visitor("v").clickId("t-1", "tcid"));
    assertThat(Shares.channels(only(batch(order("o", NOON, 5000).visitor("v"))).credit()))
        .containsExactly("Direct");

    CreditRevision adopted = only(batch(redirect("t-1")));

    assertThat(Shares.channels(adopted.credit())).containsExactly("Email");
    assertThat(adopted.number()).isEqualTo(2);
  }

  @Test
  void redirectThatNobodyCarriesStaysAnonymous() {
    assertThat(batch(redirect("t-1"), order("o", NOON, 5000).visitor("v")))
        .extracting(revision -> Shares.channels(revision.credit()))
        .containsExactly(List.of("Direct"));
  }

  @Test
  void redirectRepeatedIsHandedOverOnce() {
    batch(redirect("t-1"), pageView("2026-03-10T11:00:03Z").visitor("v").clickId("t-1", "tcid"));
    batch(order("o", NOON, 5000).visitor("v"));

    assertThat(batch(redirect("t-1").arrivingAfter(Duration.ofHours(3)))).isEmpty();
  }

  @Test
  void linkPassedOnGivesItsClickToBothWhoCarryIt() {
    batch(redirect("t-1"));
    batch(pageView("2026-03-10T11:00:03Z").visitor("v").clickId("t-1", "tcid"));
    batch(pageView("2026-03-10T11:30:00Z").visitor("w").clickId("t-1", "tcid"));

    assertThat(batch(order("ov", NOON, 100).visitor("v"), order("ow", NOON, 100).visitor("w")))
        .extracting(revision -> Shares.channels(revision.credit()).get(0))
        .containsExactly("Email", "Email");
  }

  @Test
  void orderSentUnderTwoVisitorsCountsForTheOneReceivedFirst() {
    ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    Stream.of(
            batch(order("o", NOON, 5000).visitor("later").arrivingAfter(Duration.ofMinutes(2))),
            batch(order("o", NOON, 5000).visitor("first").arrivingAfter(Duration.ofMinutes(1))))
        .flatMap(List::stream)
        .forEach(credits::offer);

    assertThat(credits.current())
        .extracting(CreditRevision::journeyKey)
        .containsExactly(Sketch.PSEUDONYMS.of("first"));
  }

  @Test
  void journeyForgetsWhatNoLookbackReaches() {
    batch(click("2026-01-01T12:00:00Z").visitor("v").from("google", "cpc"));
    batch(order("o", NOON, 5000).visitor("v"));

    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(1);
  }

  @Test
  void eventFromBeforeTheJourneysMemoryIsLeftToBatch() {
    batch(order("o", NOON, 5000).visitor("v"));

    assertThat(batch(order("ancient", "2026-01-01T12:00:00Z", 100).visitor("v"))).isEmpty();
  }

  @Test
  void journeyAboveTheCapKeepsItsNewestEventsAndRemembersThatItWasCut() {
    lane = lane(Config.defaults().with("speed.journey_events", "10"));
    for (int minute = 10; minute < 25; minute++) {
      batch(
          click("2026-03-10T11:" + minute + ":00Z")
              .visitor("v")
              .from("google", "cpc")
              .campaign("c" + minute));
    }

    CreditRevision cut = only(batch(order("o", NOON, 5000).visitor("v")));

    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).truncated()).isTrue();
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(10);
    assertThat(cut.credit().touches().get(cut.credit().touches().size() - 1).campaign())
        .isEqualTo("c24");
  }

  @Test
  void creditTooLargeForAMessageIsThatOfTheNewestTouchesThatFit() {
    int largest = 20_000;
    lane = new Processors(Config.defaults(), folder.resolve("key"), 3, largest);
    for (int minute = 10; minute < 50; minute++) {
      batch(
          click("2026-03-10T11:" + minute + ":00Z")
              .visitor("v")
              .from("google", "cpc")
              .campaign(minute + "c".repeat(250)));
    }

    CreditRevision cut = only(batch(order("o", NOON, 5000).visitor("v")));

    assertThat(CreditRevisionJson.write(cut)).hasSizeBetween(largest / 3, largest);
    assertThat(cut.credit().touches()).hasSize(20);
    assertThat(cut.credit().touches().get(0).campaign()).startsWith("30c");
    assertThat(Shares.under(cut.credit(), "first_touch").revenueMinor()[0]).isEqualTo(5000);
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).truncated()).isTrue();
    assertThat(batch(pageView("2026-03-10T12:30:00Z").visitor("v"))).isEmpty();
  }

  @Test
  void longestJourneyOfTheContractFitsAMessage() {
    String longest = "\u0001".repeat(256);
    Touchpoint touch =
        new Touchpoint(
            "k".repeat(64),
            Instant.parse("2026-03-10T11:59:59.999999Z"),
            "impression",
            "c".repeat(64),
            longest,
            longest,
            longest,
            longest,
            "\u0001".repeat(2_048));
    long most = Config.defaults().value(SpeedSettings.JOURNEY_EVENTS);
    int one = Revisions.content(credit(Collections.nCopies(1, touch))).length;
    int two = Revisions.content(credit(Collections.nCopies(2, touch))).length;

    assertThat(one + most * (two - one)).isLessThan(CreditsTopic.LARGEST_VALUE);
    assertThat(Revisions.content(credit(List.of(emoji(touch))))).hasSizeLessThan(one);
  }

  private static Touchpoint emoji(Touchpoint touch) {
    return new Touchpoint(
        touch.key(),
        touch.at(),
        touch.kind(),
        touch.channel(),
        "\ud83d\ude00".repeat(256),
        touch.medium(),
        touch.campaign(),
        touch.adGroup(),
        touch.clickId());
  }

  private static AttributedConversion credit(List<Touchpoint> touches) {
    long[] shares = new long[touches.size()];
    Arrays.fill(shares, Long.MIN_VALUE);
    return new AttributedConversion(
        new Enricher(Config.defaults()).enrich(order("o", NOON, 5000).visitor("v").event()),
        touches,
        Stream.of(RuleModel.values())
            .map(model -> new AttributedConversion.ModelCredit(model.wire(), shares, shares))
            .toList(),
        false,
        false);
  }

  @Test
  void consentThatHeldBeforeTheJourneysMemoryStillHolds() {
    batch(order("first", "2026-01-01T10:00:00Z", 100).visitor("v"));
    batch(consent("2026-01-05T00:00:00Z").visitor("v").denied());
    batch(consent("2026-01-07T00:00:00Z").visitor("v"));
    batch(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc"));
    assertThat(Shares.channels(only(batch(order("o", NOON, 5000).visitor("v"))).credit()))
        .containsExactly("Paid Search");
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(3);

    assertThat(batch(consent("2026-01-06T00:00:00Z").visitor("v").denied())).isEmpty();
    CreditRevision withdrawn = only(batch(consent("2026-01-08T00:00:00Z").visitor("v").denied()));

    assertThat(withdrawn.credit().unattributed()).isTrue();
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).events()).isEqualTo(3);
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).truncated()).isFalse();
  }

  @Test
  void deviceThatWasOnceFasterThanPeopleEarnsNothingLater() {
    lane =
        lane(
            Config.defaults()
                .with("classify.bot_events_a_minute", "5")
                .with("speed.journey_events", "10"));
    batch(order("first", "2026-01-01T10:00:00Z", 100).visitor("v"));
    for (int second = 10; second < 18; second++) {
      batch(click("2026-01-02T00:00:" + second + "Z").visitor("v").from("google", "cpc"));
    }
    batch(click("2026-03-09T12:00:00Z").visitor("v").from("google", "cpc"));

    CreditRevision order = only(batch(order("o", NOON, 5000).visitor("v")));

    assertThat(order.credit().unattributed()).isTrue();
    assertThat(batch(pageView("2026-03-10T12:01:00Z").visitor("v"))).isEmpty();
    assertThat(lane.summary(Sketch.PSEUDONYMS.of("v")).machines()).containsExactly("visitor v");
  }

  @Test
  void linkPassedOnToManyLeavesItsClickToTheFirst() {
    batch(redirect("t-1"));
    for (int second = 10; second < 15; second++) {
      batch(carrier(second), order("o" + second, NOON, 100).visitor("v" + second));
    }
    assertThat(kinds("o10", "o14")).containsExactly("click", "click");

    batch(carrier(9));

    assertThat(kinds("o10", "o14")).containsExactly("visit", "visit");
    batch(order("o9", NOON, 100).visitor("v9"), carrier(30), carrier(11), carrier(9));
    batch(order("o30", NOON, 100).visitor("v30"));
    assertThat(kinds("o9", "o30")).containsExactly("click", "visit");
  }

  @Test
  void whatIsKeptOfThoseWhoCarryAClickIsBoundedAndTheSameInAnyOrder() {
    Carriers carriers = new Carriers(2);
    List<Routed> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Sketch view = carrier(10 + i);
      Sketch sketch = i % 2 == 0 ? view : view.visitor(null).user("u" + i);
      rows.add(new Routed("click t-1", "j" + i, lane.meaning().enricher().enrich(sketch.event())));
    }
    List<Carrier> forwards = List.of();
    for (Routed row : rows) {
      forwards = carriers.with(forwards, row);
    }
    Collections.reverse(rows);
    List<Carrier> backwards = List.of();
    for (Routed row : rows) {
      backwards = carriers.with(backwards, row);
    }

    assertThat(forwards).hasSize(6);
    assertThat(backwards).containsExactlyInAnyOrderElementsOf(forwards);
    assertThat(carriers.journeys(ClickState.NOTHING, forwards)).containsExactly("j0");
  }

  private static Sketch carrier(int second) {
    return pageView("2026-03-10T11:00:" + second(second) + "Z")
        .visitor("v" + second)
        .clickId("t-1", "tcid");
  }

  private static String second(int second) {
    return second < 10 ? "0" + second : Integer.toString(second);
  }

  /** What kind of touch first served each of these orders, by what counts now. */
  private List<String> kinds(String... orders) {
    return Stream.of(orders)
        .map(
            order ->
                said.current().stream()
                    .filter(one -> one.credit().conversion().orderId().equals(order))
                    .findFirst()
                    .orElseThrow()
                    .credit()
                    .touches()
                    .get(0)
                    .kind())
        .toList();
  }

  private static Sketch redirect(String clickId) {
    return click("2026-03-10T11:00:00Z")
        .clickId(clickId, "tcid")
        .from("newsletter", "email")
        .unasked();
  }

  private Processors lane(Config config) {
    return new Processors(config, folder.resolve("key"), 3);
  }

  private List<CreditRevision> batch(Sketch... sketches) {
    List<TimelineEvent> events =
        Stream.of(sketches).map(Sketch::event).map(lane.meaning().enricher()::enrich).toList();
    List<CreditRevision> news = lane.batch(events);
    news.forEach(said::offer);
    return news;
  }

  private static CreditRevision only(List<CreditRevision> revisions) {
    assertThat(revisions).hasSize(1);
    return revisions.get(0);
  }
}

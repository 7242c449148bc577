package dev.tributary.batch.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.credit.AttributePerson.Touches;
import dev.tributary.batch.layout.JourneyPiece;
import dev.tributary.batch.layout.JourneyRow;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.Boundary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a person earned leaves in portions of bounded size, and none of it is lost or doubled. */
class OutcomePortionsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  /** Who clicks that often would else be a machine. */
  private static final Config ANY_RATE =
      Config.defaults()
          .with("classify.bot_events_a_minute", "0")
          .with("classify.bot_events_a_day", "0");

  private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");

  @Test
  void mostPersonsAreOnePortion() {
    List<PersonOutcome> portions = outcomes(journey(5, 2));

    assertThat(portions).hasSize(1);
    assertThat(portions.get(0).touchpoints()).hasSize(5);
    assertThat(portions.get(0).conversions()).hasSize(2);
  }

  @Test
  void aPersonWithNothingOnTheDaysHasNone() {
    JourneyRow journey = journey(5, 2);
    AttributePerson dayBefore =
        new AttributePerson(ANY_RATE, plan(DAY.minusDays(1)).range(), "pub-1", Touches.AS_ROWS);

    assertThat(dayBefore.call(List.of(new JourneyPiece(journey, 0, 1)).iterator()).hasNext())
        .isFalse();
  }

  @Test
  void aPersonOfVeryManyTouchesLeavesInPortionsWithoutLosingARow() {
    int touches = 25_000;
    List<PersonOutcome> portions = outcomes(journey(touches, 2));

    assertThat(portions)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            portion ->
                assertThat(
                        portion.touchpoints().size()
                            + portion.conversions().stream()
                                .mapToInt(CreditedConversion::rows)
                                .sum())
                    .isBetween(1, OutcomePortions.ROWS));
    assertThat(portions.stream().flatMap(one -> one.touchpoints().stream()).map(one -> one.key()))
        .hasSize(touches)
        .doesNotHaveDuplicates();
    List<CreditedConversion> pieces =
        portions.stream().flatMap(one -> one.conversions().stream()).toList();
    assertThat(pieces.stream().filter(CreditedConversion::first).map(one -> one.row().key()))
        .containsExactly("order-0", "order-1");
    Map<String, Long> micros = new TreeMap<>();
    Set<String> rows = new HashSet<>();
    for (CreditedConversion piece : pieces) {
      for (int i = 0; i < piece.creditMicros().length; i++) {
        String model = piece.row().orderId() + " " + piece.models().get(piece.model()[i]);
        micros.merge(model, piece.creditMicros()[i], Long::sum);
        int place = piece.before() + piece.touch()[i];
        assertThat(rows.add(model + " " + place)).as("seen once").isTrue();
        assertThat(piece.path().get(piece.touch()[i]).key()).isEqualTo("click-" + place);
      }
    }
    assertThat(micros).hasSize(2 * RuleModel.COUNT);
    assertThat(micros.values()).containsOnly(1_000_000L);
  }

  private static List<PersonOutcome> outcomes(JourneyRow journey) {
    List<PersonOutcome> portions = new ArrayList<>();
    new AttributePerson(ANY_RATE, plan(DAY).range(), "pub-1", Touches.AS_ROWS)
        .call(List.of(new JourneyPiece(journey, 0, 1)).iterator())
        .forEachRemaining(portions::add);
    return portions;
  }

  private static DayPlan plan(LocalDate day) {
    SortedSet<LocalDate> data = new TreeSet<>(List.of(day));
    return DayPlan.of(
        BatchRequest.days(day, day), Boundary.NOTHING_PUBLISHED, data, ZoneId.of("UTC"));
  }

  private static JourneyRow journey(int touches, int orders) {
    List<TimelineEvent> events = new ArrayList<>();
    for (int touch = 0; touch < touches; touch++) {
      events.add(event("click", "click-" + touch, MORNING.plusMillis(touch)));
    }
    for (int order = 0; order < orders; order++) {
      events.add(event("conversion", "order-" + order, MORNING.plusSeconds(3_600 + order)));
    }
    return JourneyRow.of("person", new PersonTimeline(ANY_RATE).journey(events), List.of(), 1);
  }

  private static TimelineEvent event(String type, String key, Instant at) {
    boolean order = type.equals("conversion");
    return new TimelineEvent(
        key,
        type,
        at,
        at.plusSeconds(1),
        "collector",
        0,
        "visitor",
        null,
        null,
        null,
        null,
        "Paid Search",
        "google",
        "cpc",
        "launch",
        null,
        null,
        null,
        true,
        "utm",
        false,
        true,
        order ? "purchase" : null,
        order ? key : null,
        order ? 12_345L : null,
        order ? "EUR" : null,
        null,
        null);
  }
}

package dev.tributary.batch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.core.view.Boundary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DayPlanTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Boundary UP_TO_THE_FOURTH = Boundary.after(day(4), UTC);

  @Test
  void theFirstRunBeginsOnTheFirstDayThatHasData() {
    DayPlan plan = plan(day(5), day(5), Boundary.NOTHING_PUBLISHED, data(2, 3, 5));

    assertThat(plan.from()).isEqualTo(day(2));
    assertThat(plan.days()).containsExactly(day(2), day(3), day(5));
    assertThat(plan.boundary().instant()).isEqualTo(Instant.parse("2026-11-06T00:00:00Z"));
  }

  @Test
  void theNextDayIsPublishedAlone() {
    DayPlan plan = plan(day(5), day(5), UP_TO_THE_FOURTH, data(2, 3, 5));

    assertThat(plan.from()).isEqualTo(day(5));
    assertThat(plan.days()).containsExactly(day(5));
  }

  @Test
  void aDayBeyondTheBoundaryBringsTheUnpublishedDaysBeforeItAlong() {
    DayPlan plan = plan(day(9), day(9), UP_TO_THE_FOURTH, data(2, 6, 7, 9));

    assertThat(plan.from()).isEqualTo(day(6));
    assertThat(plan.days()).containsExactly(day(6), day(7), day(9));
    assertThat(plan.boundary()).isEqualTo(Boundary.after(day(9), UTC));
  }

  @Test
  void daysWithoutDataBeforeTheRangeAreNothingToExtendTo() {
    DayPlan plan = plan(day(9), day(9), UP_TO_THE_FOURTH, data(2, 9));

    assertThat(plan.from()).isEqualTo(day(9));
  }

  @Test
  void aPublishedDayIsRestatedAndTheBoundaryStays() {
    DayPlan plan = plan(day(3), day(3), UP_TO_THE_FOURTH, data(2, 3, 4, 5));

    assertThat(plan.from()).isEqualTo(day(3));
    assertThat(plan.to()).isEqualTo(day(3));
    assertThat(plan.days()).containsExactly(day(3));
    assertThat(plan.boundary()).isEqualTo(UP_TO_THE_FOURTH);
  }

  @Test
  void aRangeAcrossTheBoundaryRestatesAndAdvances() {
    DayPlan plan = plan(day(3), day(6), UP_TO_THE_FOURTH, data(1, 3, 5));

    assertThat(plan.from()).isEqualTo(day(3));
    assertThat(plan.days()).containsExactly(day(3), day(4), day(5), day(6));
    assertThat(plan.boundary()).isEqualTo(Boundary.after(day(6), UTC));
  }

  @Test
  void aDayWithoutDataIsNamedWhenAskedFor() {
    DayPlan plan = plan(day(5), day(5), Boundary.NOTHING_PUBLISHED, data());

    assertThat(plan.days()).containsExactly(day(5));
  }

  @Test
  void dataAfterTheRangeIsLeftForLater() {
    DayPlan plan = plan(day(5), day(5), UP_TO_THE_FOURTH, data(5, 6));

    assertThat(plan.days()).containsExactly(day(5));
    assertThat(plan.boundary()).isEqualTo(Boundary.after(day(5), UTC));
  }

  @Test
  void theBoundaryLiesAtMidnightInTheReportingZone() {
    DayPlan plan =
        DayPlan.of(
            BatchRequest.day(day(5)),
            Boundary.NOTHING_PUBLISHED,
            data(5),
            ZoneId.of("Europe/Berlin"));

    assertThat(plan.boundary().instant()).isEqualTo(Instant.parse("2026-11-05T23:00:00Z"));
  }

  private static DayPlan plan(
      LocalDate from, LocalDate to, Boundary published, SortedSet<LocalDate> data) {
    return DayPlan.of(BatchRequest.days(from, to), published, data, UTC);
  }

  private static LocalDate day(int ofNovember) {
    return LocalDate.of(2026, 11, ofNovember);
  }

  private static SortedSet<LocalDate> data(Integer... days) {
    return new TreeSet<>(Stream.of(days).map(DayPlanTest::day).toList());
  }
}

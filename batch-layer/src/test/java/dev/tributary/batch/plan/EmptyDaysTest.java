package dev.tributary.batch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmptyDaysTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 7);

  @Test
  void aDayBeforeTheFirstEventIsAskedBackAbout() {
    assertThat(EmptyDays.notes(days(LocalDate.of(2016, 11, 8), 1), days(FIRST, 2)))
        .containsExactly(
            "The raw log has nothing for 2016-11-08; it is published as an empty day.",
            "The raw log begins on 2026-11-07, after every day of this run. Is the year mistyped?"
                + " An empty day harms nothing; run the one that was meant.");
  }

  @Test
  void aQuietDayBetweenOthersIsNamedAlone() {
    assertThat(EmptyDays.notes(days(FIRST, 3), days(FIRST, 2)))
        .containsExactly(
            "The raw log has nothing for 2026-11-09; it is published as an empty day.");
    assertThat(EmptyDays.notes(days(FIRST, 2), days(FIRST, 2))).isEmpty();
    assertThat(EmptyDays.notes(days(FIRST, 1), new TreeSet<>())).hasSize(1);
  }

  @Test
  void manyAreCountedInOneSentence() {
    assertThat(EmptyDays.notes(days(FIRST.minusDays(20), 21), days(FIRST, 1)))
        .isEqualTo(
            List.of(
                "The raw log has nothing for 20 days between 2026-10-18 and 2026-11-06; they are"
                    + " published as empty days."));
  }

  private static SortedSet<LocalDate> days(LocalDate first, int count) {
    TreeSet<LocalDate> days = new TreeSet<>();
    IntStream.range(0, count).forEach(day -> days.add(first.plusDays(day)));
    return days;
  }
}

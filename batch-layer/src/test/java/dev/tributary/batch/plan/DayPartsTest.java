package dev.tributary.batch.plan;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayPartsTest {

  private static final Map<LocalDate, Long> ROWS =
      Map.of(november(1), 40L, november(2), 50L, november(4), 500L, november(5), 10L);

  @Test
  void daysAreTakenTogetherUpToTheRowsOfAPart() {
    assertThat(DayParts.of(days(1, 6), Set.of(), ROWS, 100))
        .containsExactly(days(1, 3), days(4, 4), days(5, 6));
  }

  @Test
  void aRangeOfFewRowsIsOnePart() {
    assertThat(DayParts.of(days(1, 6), Set.of(), ROWS, 600)).containsExactly(days(1, 6));
  }

  @Test
  void daysThatAreStagedAreInNoPartAndPartsStayContiguous() {
    assertThat(DayParts.of(days(1, 6), Set.of(november(2), november(3)), ROWS, 600))
        .containsExactly(days(1, 1), days(4, 6));
  }

  @Test
  void nothingIsLeftWhenAllDaysAreStaged() {
    assertThat(DayParts.of(days(1, 2), Set.of(november(1), november(2)), ROWS, 1)).isEmpty();
  }

  private static DayRange days(int from, int to) {
    return new DayRange(november(from), november(to));
  }
}

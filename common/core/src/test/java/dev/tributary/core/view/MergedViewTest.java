package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedViewTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant TENTH = Instant.parse("2026-03-10T12:00:00Z");
  private static final Boundary BOUNDARY = Boundary.after(LocalDate.parse("2026-03-10"), UTC);

  @Test
  void finalDaysThenProvisionalOnes() {
    MergedView view =
        MergedView.of(BOUNDARY, UTC, published(TENTH), provisional(TENTH.plus(Duration.ofDays(1))));

    assertThat(view.cells())
        .extracting(Cell::status)
        .containsExactly("final", "final", "final", "provisional", "provisional", "provisional");
  }

  @Test
  void cellsComeInOneOrderWhicheverWayTheyAreGiven() {
    List<Cell> later = new ArrayList<>(provisional(TENTH.plus(Duration.ofDays(2))));
    later.addAll(provisional(TENTH.plus(Duration.ofDays(1))));
    Collections.reverse(later);

    assertThat(MergedView.of(BOUNDARY, UTC, List.of(), later).cells())
        .extracting(cell -> cell.day() + " " + cell.model() + " " + cell.channel())
        .containsExactly(
            "2026-03-11 last_touch Email",
            "2026-03-11 linear Email",
            "2026-03-11 linear Paid Search",
            "2026-03-12 last_touch Email",
            "2026-03-12 linear Email",
            "2026-03-12 linear Paid Search");
    assertThat(MergedView.of(BOUNDARY, UTC, List.of(), later).boundary()).isEqualTo(BOUNDARY);
  }

  @Test
  void aConversionBeforeTheBoundaryIsNotSpeedsToAnswer() {
    assertThat(BOUNDARY.instant()).isEqualTo(Instant.parse("2026-03-11T00:00:00Z"));
    assertThat(BOUNDARY).isGreaterThan(new Boundary(TENTH)).isEqualByComparingTo(BOUNDARY);
    assertThatCode(() -> BOUNDARY.requireProvisional(BOUNDARY.instant()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> BOUNDARY.requireProvisional(BOUNDARY.instant().minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Read its final credit instead");
  }

  @Test
  void provisionalCellOfAPublishedDayIsRefused() {
    assertThatThrownBy(() -> MergedView.of(BOUNDARY, UTC, List.of(), provisional(TENTH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("provisional cell of 2026-03-10")
        .hasMessageContaining("before the first provisional day 2026-03-11");
  }

  @Test
  void finalCellOfAnOpenDayIsRefused() {
    List<Cell> tomorrow = published(TENTH.plus(Duration.ofDays(1)));

    assertThatThrownBy(() -> MergedView.of(BOUNDARY, UTC, tomorrow, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("final cell of 2026-03-11");
  }

  private static List<Cell> published(Instant at) {
    return Cells.published(
        new Credits(UTC).published(Samples.credit("o", at, at), "p", "pub"), at, "pub");
  }

  private static List<Cell> provisional(Instant at) {
    return Cells.provisional(
        List.of(Samples.revision("o", at, "v", 1)), List.of(), UTC, Duration.ofHours(1), at);
  }
}

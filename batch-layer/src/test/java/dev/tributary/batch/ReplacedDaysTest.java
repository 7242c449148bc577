package dev.tributary.batch;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.PublicationNote;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run published the 5th to the 7th; the 3rd came along, for an adjustment's sake. */
class ReplacedDaysTest {

  private static final Map<LocalDate, String> PUBLISHED =
      Map.of(
          november(3), "run",
          november(4), "other",
          november(5), "run",
          november(6), "run",
          november(7), "run");

  @Test
  void allDaysShowWhatTheRunPublishedAndOneThatCameAlongAnother() {
    assertThat(noteOf(Map.of(november(3), "later"))).isEmpty();
  }

  @Test
  void oneDayWasPublishedAgainAndTheOthersShowTheRun() {
    assertThat(noteOf(Map.of(november(6), "later")))
        .get()
        .asString()
        .startsWith("Of what it published, run, 2026-11-06 of 3 days")
        .contains("give another --run-id");
  }

  @Test
  void everyDayWasPublishedAgain() {
    assertThat(noteOf(Map.of(november(5), "later", november(6), "later", november(7), "another")))
        .get()
        .asString()
        .startsWith("What it published, run, is current no more");
  }

  @Test
  void aDayWasRolledBackToNothing() {
    Map<LocalDate, String> now = new HashMap<>(PUBLISHED);
    now.remove(november(7));

    assertThat(ReplacedDays.note(row(), summary(), note("before", now)))
        .get()
        .asString()
        .contains("2026-11-07 of 3 days");
  }

  private static Optional<String> noteOf(Map<LocalDate, String> since) {
    Map<LocalDate, String> now = new HashMap<>(PUBLISHED);
    now.putAll(since);
    return ReplacedDays.note(row(), summary(), note("later", now));
  }

  private static PublicationNote note(String newest, Map<LocalDate, String> days) {
    return new PublicationNote(newest, Boundary.after(november(7), ZoneOffset.UTC), days);
  }

  private static PublicationRow row() {
    return new PublicationRow(
        "run",
        "nightly",
        november(5),
        Boundary.after(november(7), ZoneOffset.UTC).instant(),
        1,
        "{}",
        "rules",
        "[]",
        "{}",
        BatchWorld.MORNING.instant(),
        Publications.days(note("run", PUBLISHED)),
        "{}",
        SummaryJson.write(summary()));
  }

  private static BatchSummary summary() {
    return new BatchSummary(
        "run", november(5), november(7), 1, 0, 0, 0, 0, 1.0, List.of(), List.of());
  }
}

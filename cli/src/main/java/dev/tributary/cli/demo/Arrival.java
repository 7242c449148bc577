package dev.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.completeness.Completeness;
import dev.tributary.cli.completeness.JournaledHour;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Waits until what was sent is stored, credited, and in the tables. */
final class Arrival {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 500;

  private final Completeness completeness;
  private final Dashboard dashboard;

  Arrival(Completeness completeness, Dashboard dashboard) {
    this.completeness = completeness;
    this.dashboard = dashboard;
  }

  /** Events that the collector has taken in since it first ran. */
  long journaled() {
    return completeness.journaled(Instant.EPOCH).stream().mapToLong(JournaledHour::events).sum();
  }

  /** Waits until so many events are in the raw log and every lane has done with them. */
  void await(long events) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Progress progress = Progress.of("stored in the raw log", "events", events)) {
      long arrived = 0;
      while (arrived < events) {
        patience(deadline, arrived + " of " + events + " events are in the raw log");
        List<Completeness.Hour> hours =
            completeness.compare(completeness.accounts(Instant.EPOCH, List.of()));
        arrived = hours.stream().mapToLong(Completeness.Hour::arrived).sum();
        progress.reach(Math.min(arrived, events));
      }
    }
    try (Progress progress = Progress.of("credited by the speed layer", "messages", 0)) {
      while (!lanesDone(progress)) {
        patience(deadline, "the speed layer is behind");
      }
    }
  }

  /** Waits until the API shows that publication as the boundary of final and provisional. */
  void awaitFinalUpTo(LocalDate day) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!dashboard.ask("/v1/freshness").path("final_up_to").asText().equals(day.toString())) {
      patience(deadline, "the API does not show " + day + " as final");
    }
  }

  private boolean lanesDone(Progress progress) {
    long processed = 0;
    long available = 0;
    for (JsonNode lane : dashboard.ask("/v1/freshness").path("lanes")) {
      processed += lane.path("processed").asLong();
      available += lane.path("available").asLong();
    }
    progress.reach(processed, available);
    return available > 0 && processed >= available;
  }

  private static void patience(long deadline, String state) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new Problem(
          "The platform did not catch up with the demo's traffic.",
          "After " + PATIENCE.toMinutes() + " minutes " + state + ".",
          "Try fewer --visitors, or look at what the processes printed.");
    }
    Thread.sleep(PAUSE_MILLIS);
  }
}

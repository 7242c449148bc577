package dev.tributary.batch.stage;

import dev.tributary.batch.SideBySide;
import dev.tributary.batch.Step;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes and writes the parts of a run, several side by side: while one waits for its commits,
 * the tasks of another have the machine's cores, or the cluster's. Each part that is written is
 * noted down before the next begins.
 */
public final class PartStaging {

  private final Computation computation;
  private final Staging staging;
  private final UnfinishedRuns runs;
  private final Step.Listener listener;
  private final int atOnce;
  private final Map<LocalDate, Long> rows;
  private final long started = System.nanoTime();
  private volatile boolean failed;
  private UnfinishedRun run;
  private long rowsWritten;
  private long rowsLeft;

  /**
   * @param rows about how many rows each day has
   */
  public PartStaging(
      Computation computation,
      Staging staging,
      UnfinishedRuns runs,
      Step.Listener listener,
      Config config,
      Map<LocalDate, Long> rows) {
    this.computation = computation;
    this.staging = staging;
    this.runs = runs;
    this.listener = listener;
    this.atOnce = Math.toIntExact(config.value(BatchSettings.PARTS_AT_ONCE));
    this.rows = rows;
  }

  /**
   * Writes these parts of a run, and answers what the run says of itself then.
   *
   * @param begun the run, with the parts that are written already
   */
  public UnfinishedRun stage(UnfinishedRun begun, List<DayRange> parts) {
    run = begun.withParts(begun.staged().size() + parts.size());
    runs.save(run);
    if (parts.size() > 1) {
      computation.holdJourneys();
    }
    parts.forEach(part -> rowsLeft += rows(part));
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(atOnce, parts.size() + 1));
    try {
      SideBySide.run(
          parts.stream().<Runnable>map(part -> () -> unlessOneFailed(part)).toList(), workers);
    } finally {
      workers.shutdown();
    }
    return run;
  }

  /** When one fails, those that run go on to their end, and no other begins. */
  private void unlessOneFailed(DayRange part) {
    if (failed) {
      return;
    }
    try {
      write(part);
    } catch (Throwable thrown) {
      failed = true;
      throw thrown;
    }
  }

  private void write(DayRange part) {
    try (Outcomes outcomes = computation.outcomes(part, run.publicationId())) {
      staging.write(outcomes.rowsOfDaysTogether());
      written(new StagedPart(part, outcomes.counts()));
    }
  }

  private synchronized void written(StagedPart part) {
    run = run.with(part);
    runs.save(run);
    rowsWritten += rows(part.days());
    rowsLeft -= rows(part.days());
    if (run.parts() > 1) {
      listener.written(progress(part));
    }
  }

  private PartProgress progress(StagedPart part) {
    Duration gone = Duration.ofNanos(System.nanoTime() - started);
    double left = gone.toMillis() * (double) rowsLeft / rowsWritten;
    return new PartProgress(
        part.days().from(),
        part.days().to(),
        part.counts().conversions(),
        run.staged().size(),
        run.parts(),
        gone,
        Duration.ofMillis(Math.round(left)));
  }

  /** At least one, so that parts without any can be told apart from parts that are written. */
  private long rows(DayRange days) {
    return 1 + days.days().mapToLong(day -> rows.getOrDefault(day, 0L)).sum();
  }
}

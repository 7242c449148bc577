package dev.tributary.batch;

import dev.tributary.batch.plan.DayRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What one run is asked to publish.
 *
 * @param from first day, in the reporting time zone
 * @param to last day, included
 * @param runId names the run, so that the same run again changes nothing; null derives it from the
 *     days, the raw version and the rules
 * @param rawVersion version of raw_events to read; null reads the newest
 * @param published what becomes of days that are published already
 */
public record BatchRequest(
    LocalDate from,
    LocalDate to,
    String runId,
    Long rawVersion,
    Purpose purpose,
    Published published) {

  private static final int LONGEST_RUN_ID = 128;
  private static final long MOST_DAYS = 3_660;

  /** Whether the run may change what is published. */
  public enum Purpose {
    /** Compute, check and publish. */
    PUBLISH,
    /** Compute and compare with what is published; commit nothing. */
    DRY_RUN
  }

  /** What becomes of days that are published already. */
  public enum Published {
    /** Those asked for are published anew; all others stay as they are. */
    AS_ASKED,
    /**
     * Those asked for, and those before them that are open to restatement, are published anew where
     * an order comes out otherwise.
     */
    WHERE_CHANGED
  }

  /**
   * @throws BatchRefusal when the days are in the wrong order or more than ten years, the run id is
   *     empty, over-long or has control characters, the version is negative, or what has changed is
   *     asked for under a name or at an older version
   */
  public BatchRequest {
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(published);
    if (from.isAfter(to)) {
      throw BatchRefusal.usage(
          "The range begins on " + from + ", after its end " + to + ".",
          "Give the earlier day as --from and the later one as --to; both are included.");
    }
    if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw BatchRefusal.usage(
          "The range from " + from + " to " + to + " is longer than ten years.",
          "Publish it in several runs, the earliest first.");
    }
    if (runId != null && !runId.matches("[\\P{Cntrl}]{1," + LONGEST_RUN_ID + "}")) {
      throw BatchRefusal.usage(
          "The run id is empty, longer than "
              + LONGEST_RUN_ID
              + " characters or has control characters.",
          "Give a short name, or leave --run-id out.");
    }
    if (rawVersion != null && rawVersion < 0) {
      throw BatchRefusal.usage(
          "The raw version " + rawVersion + " is negative.",
          "Give a version of raw_events, counting from 0, or leave --raw-version out.");
    }
    if (published == Published.WHERE_CHANGED && (runId != null || rawVersion != null)) {
      throw BatchRefusal.usage(
          "Which days have changed depends on what has arrived, so such a run has neither a name"
              + " nor a raw version of its own.",
          "Leave --run-id and --raw-version out, or --restate.");
    }
  }

  /** Publishes one day at the newest raw version. */
  public static BatchRequest day(LocalDate day) {
    return days(day, day);
  }

  /** Publishes a range, both ends included, at the newest raw version. */
  public static BatchRequest days(LocalDate from, LocalDate to) {
    return new BatchRequest(from, to, null, null, Purpose.PUBLISH, Published.AS_ASKED);
  }

  public BatchRequest named(String runId) {
    return new BatchRequest(from, to, runId, rawVersion, purpose, published);
  }

  public BatchRequest atRawVersion(long version) {
    return new BatchRequest(from, to, runId, version, purpose, published);
  }

  public BatchRequest asDryRun() {
    return new BatchRequest(from, to, runId, rawVersion, Purpose.DRY_RUN, published);
  }

  public BatchRequest andWhatHasChanged() {
    return new BatchRequest(from, to, runId, rawVersion, purpose, Published.WHERE_CHANGED);
  }

  /** The same for these days. */
  public BatchRequest of(DayRange days) {
    return new BatchRequest(days.from(), days.to(), runId, rawVersion, purpose, published);
  }
}

package dev.tributary.batch;

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
 */
public record BatchRequest(
    LocalDate from, LocalDate to, String runId, Long rawVersion, Purpose purpose) {

  private static final int LONGEST_RUN_ID = 128;
  private static final long MOST_DAYS = 3_660;

  /** Whether the run may change what is published. */
  public enum Purpose {
    /** Compute, check and publish. */
    PUBLISH,
    /** Compute and compare with what is published; commit nothing. */
    DRY_RUN
  }

  /**
   * @throws BatchRefusal when the days are in the wrong order or more than ten years, the run id is
   *     empty, over-long or has control characters, or the version is negative
   */
  public BatchRequest {
    Objects.requireNonNull(purpose);
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
  }

  /** Publishes one day at the newest raw version. */
  public static BatchRequest day(LocalDate day) {
    return days(day, day);
  }

  /** Publishes a range, both ends included, at the newest raw version. */
  public static BatchRequest days(LocalDate from, LocalDate to) {
    return new BatchRequest(from, to, null, null, Purpose.PUBLISH);
  }

  public BatchRequest named(String runId) {
    return new BatchRequest(from, to, runId, rawVersion, purpose);
  }

  public BatchRequest atRawVersion(long version) {
    return new BatchRequest(from, to, runId, version, purpose);
  }

  public BatchRequest asDryRun() {
    return new BatchRequest(from, to, runId, rawVersion, Purpose.DRY_RUN);
  }
}

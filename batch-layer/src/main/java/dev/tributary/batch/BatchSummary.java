package dev.tributary.batch;

import java.time.LocalDate;
import java.util.List;

/**
 * What one run did; the components in the order of the command's row, then what a dry run adds.
 *
 * @param publicationId what the days are published under; null of a dry run
 * @param fromDay first day computed: earlier than asked where days before it were still unpublished
 * @param rawVersion the version of raw_events that was read
 * @param events distinct events of those days
 * @param touchpoints marketing touches of those days
 * @param conversions conversions credited
 * @param credits rows of credit, over all models
 * @param seconds the run took, starting Spark apart
 * @param notes what the reader should know, one sentence each
 * @param changes against what is published now; only of a dry run
 */
public record BatchSummary(
    String publicationId,
    LocalDate fromDay,
    LocalDate toDay,
    long rawVersion,
    long events,
    long touchpoints,
    long conversions,
    long credits,
    double seconds,
    List<String> notes,
    List<ChannelChange> changes) {

  public BatchSummary {
    notes = List.copyOf(notes);
    changes = List.copyOf(changes);
  }

  /**
   * How the final credit of one channel and campaign under one model would change.
   *
   * @param campaign null where none was named
   * @param publishedMicros micro-credits published now for the run's days
   * @param newMicros micro-credits that the run computed
   * @param publishedMinor revenue published now, in minor units of {@code currency}
   * @param newMinor revenue that the run computed
   */
  public record ChannelChange(
      String model,
      String channel,
      String campaign,
      String currency,
      long publishedMicros,
      long newMicros,
      long publishedMinor,
      long newMinor) {

    /** Whether anything is another than what is published. */
    public boolean changesSomething() {
      return publishedMicros != newMicros || publishedMinor != newMinor;
    }
  }
}

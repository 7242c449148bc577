package dev.tributary.core.config;

import java.util.List;

/** Settings of the batch layer. */
public final class BatchSettings {

  /** How many files journeys are laid out in. */
  public static final Setting<Long> BUCKETS =
      Setting.whole(
          "batch.buckets",
          8,
          1,
          100_000,
          "buckets",
          "Person buckets that journeys are laid out in; one task sweeps one bucket.");

  /** From how many events on journeys are kept between runs. */
  public static final Setting<Long> KEEP_FROM_EVENTS =
      Setting.whole(
          "batch.keep_from_events",
          1_000_000,
          0,
          1_000_000_000_000L,
          "events",
          "Journeys are kept between runs once the raw log holds so many events; a smaller log is"
              + " laid out faster than it is written.");

  /** How far a day's orders may fall against the day before. */
  public static final Setting<Long> LARGEST_DROP_PERCENT =
      Setting.whole(
          "batch.largest_drop_percent",
          90,
          1,
          100,
          "percent",
          "A day whose orders fall by more against the day before is not published; 100 publishes"
              + " any.");

  static final List<Setting<?>> ALL = List.of(BUCKETS, KEEP_FROM_EVENTS, LARGEST_DROP_PERCENT);

  private BatchSettings() {}
}

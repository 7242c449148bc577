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

  /** How many events may be lost for good. */
  public static final Setting<Long> LOST_EVENTS_ACCEPTED =
      Setting.whole(
          "batch.lost_events_accepted",
          0,
          0,
          1_000_000_000_000L,
          "events",
          "Days on which collectors numbered more events that are in no table are not published;"
              + " days that are published already are not asked about.");

  /** How much of a long range is computed before it is written. */
  public static final Setting<Long> PART_ROWS =
      Setting.whole(
          "batch.part_rows",
          2_000_000,
          1,
          1_000_000_000_000L,
          "rows",
          "A range is computed in parts of whole days with about so many rows of touches and credit"
              + " each; a killed run goes on with those that it wrote.");

  /** How many parts are computed side by side. */
  public static final Setting<Long> PARTS_AT_ONCE =
      Setting.whole(
          "batch.parts_at_once",
          2,
          1,
          1_000,
          "parts",
          "Parts of a range that are computed side by side; each takes memory and disk for its"
              + " rows.");

  /** How long the parts of a run that died are kept. */
  public static final Setting<Long> KEEP_PARTS_DAYS =
      Setting.whole(
          "batch.keep_parts_days",
          7,
          0,
          3_660,
          "days",
          "Parts of a run that died are kept so long for the run to go on.");

  /** How long nothing may have been received before the days of a run. */
  public static final Setting<Long> LONGEST_SILENCE_DAYS =
      Setting.whole(
          "batch.longest_silence_days",
          7,
          1,
          1_000_000,
          "days",
          "Days that begin so long after the last event was received are not published: the clock"
              + " may be ahead.");

  /** How long a published day is looked at again. */
  public static final Setting<Long> RESTATEMENT_DAYS =
      Setting.whole(
          "batch.restatement_days",
          7,
          0,
          3_660,
          "days",
          "A published day is open to restatement so long: 'batch --restate' looks whether it comes"
              + " out otherwise by now.");

  static final List<Setting<?>> ALL =
      List.of(
          BUCKETS,
          KEEP_FROM_EVENTS,
          LARGEST_DROP_PERCENT,
          LOST_EVENTS_ACCEPTED,
          PART_ROWS,
          PARTS_AT_ONCE,
          KEEP_PARTS_DAYS,
          LONGEST_SILENCE_DAYS,
          RESTATEMENT_DAYS);

  private BatchSettings() {}
}

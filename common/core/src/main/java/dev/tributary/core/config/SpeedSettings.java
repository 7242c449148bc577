package dev.tributary.core.config;

import java.util.List;

/** Settings of the speed layer. */
public final class SpeedSettings {

  /** How often the raw lane writes. */
  public static final Setting<Long> RAW_INTERVAL_MILLIS =
      Setting.whole(
          "speed.raw_interval_ms",
          2_000,
          0,
          3_600_000,
          "milliseconds",
          "How often arrived events are written to raw_events; 0 is as often as possible.");

  /** How often credit is computed. */
  public static final Setting<Long> ATTRIBUTION_INTERVAL_MILLIS =
      Setting.whole(
          "speed.attribution_interval_ms",
          0,
          0,
          3_600_000,
          "milliseconds",
          "How often arrived events are credited; 0 is as often as possible.");

  /** How often provisional cells are written. */
  public static final Setting<Long> PROVISIONAL_INTERVAL_MILLIS =
      Setting.whole(
          "speed.provisional_interval_ms",
          5_000,
          0,
          3_600_000,
          "milliseconds",
          "How often provisional cells are written to attribution.");

  /** Parts of the state and tasks of a batch; frozen once a checkpoint exists. */
  public static final Setting<Long> STATE_PARTITIONS =
      Setting.whole(
          "speed.state_partitions",
          2,
          1,
          10_000,
          "partitions",
          "Parts of the journeys' state; can't be changed while a checkpoint exists.");

  /** Bounds one batch, and so memory and the time to the next. */
  public static final Setting<Long> EVENTS_PER_BATCH =
      Setting.whole(
          "speed.events_per_batch",
          25_000,
          1,
          100_000_000,
          "events",
          "Most events that one batch of a lane reads.");

  /** Bounds what one visitor, or machine, can fill. */
  public static final Setting<Long> JOURNEY_EVENTS =
      Setting.whole(
          "speed.journey_events",
          2_000,
          10,
          1_000_000,
          "events",
          "Most events kept of one journey; the oldest are left out beyond.");

  /** How late an event may arrive and still be counted by the speed layer. */
  public static final Setting<Long> LATENESS_HOURS =
      Setting.whole(
          "speed.lateness_hours",
          48,
          0,
          8_760,
          "hours",
          "How late a touch may arrive and still move provisional credit.");

  static final List<Setting<?>> ALL =
      List.of(
          RAW_INTERVAL_MILLIS,
          ATTRIBUTION_INTERVAL_MILLIS,
          PROVISIONAL_INTERVAL_MILLIS,
          STATE_PARTITIONS,
          EVENTS_PER_BATCH,
          JOURNEY_EVENTS,
          LATENESS_HOURS);

  private SpeedSettings() {}
}

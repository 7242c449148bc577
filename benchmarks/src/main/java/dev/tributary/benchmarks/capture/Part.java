package dev.tributary.benchmarks.capture;

/** What can be measured of the edge by itself. */
public enum Part {
  /** The default mode, beside nginx: saturated, with nginx's access log, and at a fixed rate. */
  PROCESS,
  /** The mode that survives a power loss. */
  POWER,
  /** The mode that waits for Kafka. */
  BROKERED,
  /** Kafka away for minutes, and back. */
  OUTAGE
}

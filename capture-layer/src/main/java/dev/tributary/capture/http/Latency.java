package dev.tributary.capture.http;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Durations since the start, to three digits; recording never waits. */
final class Latency {

  private final Recorder recorder = new Recorder(3);
  private final Histogram all = new Histogram(3);
  private Histogram interval;
  private double sumSeconds;

  void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
  }

  /** What was recorded so far. */
  synchronized Snapshot snapshot() {
    interval = recorder.getIntervalHistogram(interval);
    all.add(interval);
    sumSeconds += interval.getMean() * interval.getTotalCount() / 1e9;
    return new Snapshot(all.copy(), sumSeconds);
  }

  /**
   * Durations up to one moment.
   *
   * @param nanos every duration, in nanoseconds
   * @param sumSeconds of all, in seconds
   */
  record Snapshot(Histogram nanos, double sumSeconds) {}
}

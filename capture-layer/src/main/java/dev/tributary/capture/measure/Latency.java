package dev.tributary.capture.measure;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Durations since the start, to three digits; recording never waits. */
public final class Latency {

  private final Recorder recorder = new Recorder(3);
  private final Histogram all = new Histogram(3);
  private Histogram interval;
  private double sumSeconds;

  /** Counts one duration; what is below zero, by a clock that was set, counts as zero. */
  public void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
  }

  /** What was recorded so far. */
  public synchronized Snapshot snapshot() {
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
  public record Snapshot(Histogram nanos, double sumSeconds) {}
}

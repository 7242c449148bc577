package dev.tributary.benchmarks.capture;

import org.HdrHistogram.Histogram;

/**
 * What one run of the generator saw.
 *
 * @param answers right ones within the measured time
 * @param seconds measured
 * @param nanos from when a request was due to its whole answer; due times are kept to whether or
 *     not a connection was free, so that a server that stalls is charged for all who had to wait
 */
record Load(long answers, double seconds, Histogram nanos) {

  double perSecond() {
    return answers / seconds;
  }

  double milliseconds(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}

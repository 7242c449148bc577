package dev.tributary.benchmarks.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rounds of one server under one kind of load. */
final class Cell {

  private final List<Double> rates = new ArrayList<>();
  private final List<Double> perProcessorSecond = new ArrayList<>();

  void add(Load load, double processorSeconds) {
    rates.add(load.perSecond());
    perProcessorSecond.add(load.answers() / processorSeconds);
  }

  /** Median answers a second. */
  double rate() {
    return median(rates);
  }

  /** Median answers a second of the server's processor time. */
  double perProcessorSecond() {
    return median(perProcessorSecond);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

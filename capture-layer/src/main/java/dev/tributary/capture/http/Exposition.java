package dev.tributary.capture.http;

import dev.tributary.capture.measure.Latency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Metrics as Prometheus' text format 0.0.4. */
final class Exposition {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4";

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

  private final StringBuilder text = new StringBuilder(4096);

  void counter(String name, String help, LongAdder value) {
    head(name, help, "counter");
    text.append(name).append(' ').append(value.sum()).append('\n');
  }

  void counters(String name, String help, Map<String, LongAdder> byLabels) {
    head(name, help, "counter");
    byLabels.forEach(
        (labels, value) ->
            text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value.sum())
                .append('\n'));
  }

  void gauge(String name, double value) {
    text.append("# TYPE ").append(name).append(" gauge\n");
    text.append(name).append(' ').append(number(value)).append('\n');
  }

  void latency(String name, String help, Latency latency) {
    Latency.Snapshot snapshot = latency.snapshot();
    head(name, help, "summary");
    for (double quantile : QUANTILES) {
      double seconds = snapshot.nanos().getValueAtPercentile(quantile * 100) / 1e9;
      text.append(name).append("{quantile=\"").append(quantile).append("\"} ");
      text.append(number(seconds)).append('\n');
    }
    text.append(name).append("_sum ").append(number(snapshot.sumSeconds())).append('\n');
    text.append(name).append("_count ").append(snapshot.nanos().getTotalCount()).append('\n');
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.9f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

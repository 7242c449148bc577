package dev.tributary.capture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks that an operator wants to hear of before anything is refused. A mark is told once when
 * it is passed and once when all is well again; its gauge is 1 meanwhile.
 */
final class HighWater {

  private static final Logger LOG = LoggerFactory.getLogger(HighWater.class);

  private static final class Mark {
    private final String sentence;
    private final BooleanSupplier passed;
    private volatile boolean raised;

    Mark(String sentence, BooleanSupplier passed) {
      this.sentence = sentence;
      this.passed = passed;
    }
  }

  private final Map<String, Mark> marks = new TreeMap<>();

  /**
   * Watches one more mark.
   *
   * @param name of the gauge behind {@code tributary_capture_alert_}
   * @param sentence what it means and what to do
   */
  HighWater watch(String name, String sentence, BooleanSupplier passed) {
    marks.put("tributary_capture_alert_" + name, new Mark(sentence, passed));
    return this;
  }

  /** Looks at every mark; to be called every second or so. */
  void look() {
    for (Mark mark : marks.values()) {
      boolean passed = mark.passed.getAsBoolean();
      if (passed && !mark.raised) {
        LOG.error("ALERT: {}", mark.sentence);
      } else if (!passed && mark.raised) {
        LOG.info("Over: {}", mark.sentence);
      }
      mark.raised = passed;
    }
  }

  /** What the marks mean that are passed. */
  List<String> raised() {
    return marks.values().stream().filter(mark -> mark.raised).map(mark -> mark.sentence).toList();
  }

  /** Gauge by name: 1 while its mark is passed. */
  Map<String, Double> gauges() {
    Map<String, Double> gauges = new TreeMap<>();
    marks.forEach((name, mark) -> gauges.put(name, mark.raised ? 1.0 : 0.0));
    return gauges;
  }
}

package dev.tributary.core.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What has to hold of any input; the fuzzer reports what is thrown, with the input. */
final class Claims {

  /** Processor time, not time on the wall: a run beside other work starves without a fault. */
  private static final Duration WORK = Duration.ofSeconds(25);

  private Claims() {}

  /** What is asked of an input has to end, within a bound of work. */
  static void ends(Runnable input) {
    long before = processorNanos();
    input.run();
    Duration work = Duration.ofNanos(processorNanos() - before);
    holds(work.compareTo(WORK) < 0, "one input took " + work + " of processor time");
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  static void holds(boolean claim, String otherwise) {
    if (!claim) {
      throw new AssertionError(otherwise);
    }
  }
}

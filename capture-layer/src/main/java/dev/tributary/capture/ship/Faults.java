package dev.tributary.capture.ship;

import dev.tributary.capture.log.Failure;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of this process that interrupted shipping: a lack of memory, a class that can't be loaded.
 * One thread meets and tells them; any may ask.
 */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final LongAdder count = new LongAdder();
  private volatile Throwable standing;
  private Throwable told;

  /** Nothing but that is done, since whatever else may be what failed. */
  void met(Throwable fault) {
    count.increment();
    standing = fault;
  }

  /** Tells the log of one unless it has heard of such a one since something arrived. */
  void tell() {
    Throwable fault = standing;
    if (fault != null && !same(fault, told)) {
      LOG.error("Shipping to Kafka failed and is tried again: {}", new Failure(fault));
    }
    told = fault;
  }

  /** Whether they are of one kind and come from one place, as those of each second are. */
  private static boolean same(Throwable fault, Throwable other) {
    return other != null
        && fault.getClass() == other.getClass()
        && Arrays.equals(fault.getStackTrace(), other.getStackTrace());
  }

  /** Something has arrived. */
  void over() {
    standing = null;
  }

  /** Whether one came and nothing has arrived since. */
  boolean standing() {
    return standing != null;
  }

  long count() {
    return count.sum();
  }
}

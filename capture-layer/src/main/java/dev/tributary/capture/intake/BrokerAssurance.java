package dev.tributary.capture.intake;

import dev.tributary.capture.log.Failure;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Safe from the loss of this machine: the promise holds when Kafka has acknowledged. Whoever waited
 * for longer than was agreed hears that it is not confirmed.
 */
public final class BrokerAssurance implements Assurance {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerAssurance.class);

  private record Waiting(long through, long until, Listener listener) {}

  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Queue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::through));
  private long acknowledged;

  /**
   * Nobody waits yet.
   *
   * @param patience how long a reply may be held back
   * @param nanos the monotonic clock
   */
  public BrokerAssurance(Duration patience, LongSupplier nanos) {
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
  }

  @Override
  public void when(long through, Listener listener) {
    synchronized (this) {
      if (through > acknowledged) {
        waiting.add(new Waiting(through, nanos.getAsLong() + patienceNanos, listener));
        return;
      }
    }
    listener.settled(Outcome.KEPT);
  }

  /** Kafka has everything up to and including that sequence. */
  public void acknowledged(long through) {
    synchronized (this) {
      acknowledged = Math.max(acknowledged, through);
    }
    settle(this::nextArrived, Outcome.KEPT);
  }

  /** Lets go of those who waited for too long; to be called every few milliseconds. */
  public void expire() {
    long now = nanos.getAsLong();
    settle(() -> nextExpired(now), Outcome.UNCONFIRMED);
  }

  /** Each is told as soon as it waits no longer, so that no fault in between forgets one. */
  private static void settle(Supplier<Waiting> next, Outcome outcome) {
    Throwable fault = null;
    for (Waiting one = next.get(); one != null; one = next.get()) {
      try {
        one.listener().settled(outcome);
      } catch (RuntimeException | Error e) {
        fault = e; // A log may be what there is no memory for: the others come first.
      }
    }
    if (fault != null) {
      LOG.error("The answer to a reply that waited for Kafka failed: {}", new Failure(fault));
    }
  }

  private synchronized Waiting nextArrived() {
    boolean arrived = !waiting.isEmpty() && waiting.peek().through() <= acknowledged;
    return arrived ? waiting.remove() : null;
  }

  /** Who waits for the lowest sequence came first, or nearly so, and is looked at first. */
  private synchronized Waiting nextExpired(long now) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      if (one.until() - now <= 0) {
        each.remove();
        return one;
      }
    }
    return null;
  }
}

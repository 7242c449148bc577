package dev.tributary.capture.intake;

import dev.tributary.capture.log.AllTold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;
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
    List<Listener> settled = new ArrayList<>();
    synchronized (this) {
      acknowledged = Math.max(acknowledged, through);
      while (!waiting.isEmpty() && waiting.peek().through() <= acknowledged) {
        settled.add(waiting.remove().listener());
      }
    }
    tell(settled, Outcome.KEPT);
  }

  /** Lets go of those who waited for too long; to be called every few milliseconds. */
  public void expire() {
    List<Listener> expired = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        Waiting one = each.next();
        if (one.until() - now <= 0) {
          expired.add(one.listener());
          each.remove();
        }
      }
    }
    tell(expired, Outcome.UNCONFIRMED);
  }

  private static void tell(List<Listener> all, Outcome outcome) {
    AllTold.tell(
        all,
        listener -> listener.settled(outcome),
        LOG,
        "The answer to a reply that waited for Kafka failed");
  }
}

package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.log.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Safe from a power loss: one thread forces the journal to the disk again and again, each time for
 * all who have come to wait meanwhile. The busier the edge, the more replies share one sync.
 */
public final class GroupSync implements Assurance, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);

  /** What the end gives a sync beyond the patience of those who wait for it. */
  private static final long LAST_SYNC_MILLIS = 500;

  /** What failed for a lack of memory is not tried again at once. */
  private static final long FAULT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private record Waiting(long ticket, long through, long until, Listener listener) {}

  private final Journal journal;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Thread thread = new Thread(this::run, "journal-sync");
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private volatile Throwable fault;
  private boolean failing;
  private long tickets;
  private boolean closed;

  private GroupSync(Journal journal, Duration patience, LongSupplier nanos) {
    this.journal = journal;
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
  }

  /**
   * Starts to sync.
   *
   * @param patience how long a reply may be held back by a disk that does not answer
   * @param nanos the monotonic clock
   */
  public static GroupSync start(Journal journal, Duration patience, LongSupplier nanos) {
    GroupSync sync = new GroupSync(journal, patience, nanos);
    sync.thread.start();
    return sync;
  }

  @Override
  public void when(long through, Listener listener) {
    synchronized (this) {
      if (!closed) {
        waiting.add(new Waiting(++tickets, through, nanos.getAsLong() + patienceNanos, listener));
        notifyAll();
        return;
      }
    }
    listener.settled(Outcome.UNCONFIRMED);
  }

  private void run() {
    for (long last = next(); last > 0; last = next()) {
      try {
        sync(last);
      } catch (RuntimeException | Error e) { // Else nobody would sync any more.
        fault = e;
        LockSupport.parkNanos(FAULT_NANOS);
      }
    }
  }

  private void sync(long last) {
    tellOfFaults();
    Outcome outcome = Outcome.KEPT;
    try {
      journal.sync();
    } catch (IOException | RuntimeException | Error e) {
      outcome = Outcome.UNCONFIRMED;
      if (!failing) {
        failing = true;
        LOG.error(
            "The journal can't be forced to the disk: {}. Events are answered 503 until it can;"
                + " check the disk.",
            e instanceof IOException ? e.getMessage() : new Failure(e));
      }
    }
    failing = outcome == Outcome.UNCONFIRMED;
    Outcome found = outcome;
    settle(one -> one.ticket() <= last, one -> doubted(one) ? Outcome.UNCONFIRMED : found);
  }

  private void tellOfFaults() {
    Throwable met = fault;
    if (met != null) {
      fault = null;
      LOG.error("The answer to a reply that waited for the disk failed: {}", new Failure(met));
    }
  }

  /** A sync that succeeded says nothing of what an earlier one failed to force. */
  private boolean doubted(Waiting one) {
    return one.through() <= journal.doubtfulThrough();
  }

  /** Lets go of those who waited for too long; to be called every few milliseconds. */
  public void expire() {
    long now = nanos.getAsLong();
    settle(one -> one.until() - now <= 0, one -> Outcome.UNCONFIRMED);
  }

  /**
   * Who came first waits in front, and no one behind runs out of patience before them. Whatever
   * telling one does, the others are told.
   */
  private void settle(Predicate<Waiting> done, Function<Waiting, Outcome> outcome) {
    for (Waiting one = front(done); one != null; one = front(done)) {
      try {
        one.listener().settled(outcome.apply(one));
      } catch (RuntimeException | Error e) {
        fault = e; // Told by the next sync: a log may be what there is no memory for.
      }
    }
  }

  private synchronized Waiting front(Predicate<Waiting> done) {
    return !waiting.isEmpty() && done.test(waiting.peek()) ? waiting.remove() : null;
  }

  /** The last of those who wait, or 0 when there is nobody to come. */
  private synchronized long next() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread that syncs the journal", e);
    }
    return waiting.isEmpty() ? 0 : waiting.peekLast().ticket();
  }

  /** Syncs for those who wait, as long as they may have to, then no more. */
  @Override
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.join(TimeUnit.NANOSECONDS.toMillis(patienceNanos) + LAST_SYNC_MILLIS);
    if (thread.isAlive()) {
      LOG.error(
          "The disk has not answered to the last sync of the journal; the end waits for it no"
              + " longer. Check the disk.");
      settle(one -> true, one -> Outcome.UNCONFIRMED);
    }
    tellOfFaults();
  }
}

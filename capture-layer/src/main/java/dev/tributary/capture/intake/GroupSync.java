package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Safe from a power loss: one thread forces the journal to the disk again and again, each time for
 * all who have come to wait meanwhile. The busier the edge, the more replies share one sync.
 */
public final class GroupSync implements Assurance, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);

  private final Journal journal;
  private final Thread thread = new Thread(this::run, "journal-sync");
  private List<Listener> waiting = new ArrayList<>();
  private boolean closed;

  private GroupSync(Journal journal) {
    this.journal = journal;
  }

  public static GroupSync start(Journal journal) {
    GroupSync sync = new GroupSync(journal);
    sync.thread.start();
    return sync;
  }

  @Override
  public void when(long through, Listener listener) {
    synchronized (this) {
      if (!closed) {
        waiting.add(listener);
        notifyAll();
        return;
      }
    }
    listener.settled(Outcome.UNCONFIRMED);
  }

  private void run() {
    boolean failing = false;
    for (List<Listener> group = next(); group != null; group = next()) {
      Outcome outcome = Outcome.KEPT;
      try {
        journal.sync();
      } catch (IOException e) {
        outcome = Outcome.UNCONFIRMED;
        if (!failing) {
          LOG.error(
              "The journal can't be forced to the disk: {}. Events are answered 503 until it can;"
                  + " check the disk.",
              e.getMessage());
        }
      }
      failing = outcome == Outcome.UNCONFIRMED;
      for (Listener listener : group) {
        listener.settled(outcome);
      }
    }
  }

  /** All who wait, or null when there is nothing to come. */
  private synchronized List<Listener> next() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread that syncs the journal", e);
    }
    List<Listener> group = waiting;
    waiting = new ArrayList<>();
    return group.isEmpty() ? null : group;
  }

  /** Syncs for those who wait, then no more. */
  @Override
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.join();
  }
}

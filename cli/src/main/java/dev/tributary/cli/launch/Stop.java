package dev.tributary.cli.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * What a server process closes, last opened first, when it is told to stop by SIGTERM, Ctrl-C or
 * its supervisor.
 */
public final class Stop implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Takes over the signals that ask a process to stop. */
  public Stop() {
    // Not a shutdown hook: hooks run side by side, and Spark's own would end the engine below us.
    for (String name : List.of("TERM", "INT")) {
      Signal.handle(new Signal(name), signal -> stopNow());
    }
  }

  private void stopNow() {
    asked.countDown();
    close();
    System.exit(0);
  }

  /** Keeps something to be closed at the end, and answers it. */
  public synchronized <T extends AutoCloseable> T with(T part) {
    open.push(part);
    return part;
  }

  /** Waits until the process is told to stop. */
  public void await() throws InterruptedException {
    asked.await();
    closed.await();
  }

  /** The same with limited patience; true once everything is closed. */
  public boolean await(long patience, TimeUnit unit) throws InterruptedException {
    if (!asked.await(patience, unit)) {
      return false;
    }
    closed.await();
    return true;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        // The others must still be closed; the end of this one is told.
        System.err.println(
            "warning: " + part.getClass().getSimpleName() + " did not stop cleanly: " + e);
      }
    }
    closed.countDown();
  }
}

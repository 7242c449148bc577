package dev.tributary.cli.launch;

import dev.tributary.cli.output.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Keeps processes alive: each may die and is started again while the others go on.
 *
 * <p>A process that ends before it was ever ready has a reason that a restart does not mend (a port
 * in use, a held data directory): then the supervisor stops.
 */
public final class Supervisor implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Map<String, Child> children = new ConcurrentHashMap<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final List<Thread> keepers = new CopyOnWriteArrayList<>();
  private final Consumer<String> lines;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Problem failure;
  private volatile boolean stopping;

  /**
   * @param lines receives what the processes print to standard output, among it the ready lines
   */
  public Supervisor(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Starts a process and keeps it alive until {@link #close}. */
  public void keep(ChildPlan plan) {
    children.put(plan.name(), Child.start(plan, lines));
    names.add(plan.name());
    Thread keeper = new Thread(() -> keepAlive(plan), "keeper-of-" + plan.name());
    keeper.setDaemon(true);
    keepers.add(keeper);
    keeper.start();
  }

  /**
   * Waits until every process serves.
   *
   * @throws Problem when one of them ended instead, or took longer than {@code patience}
   */
  public void awaitReady(Duration patience) throws InterruptedException {
    for (Map.Entry<String, Child> entry : children.entrySet()) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (!entry.getValue().awaitReady(Duration.ofMillis(200))) {
        if (failure != null) {
          throw failure;
        }
        if (System.nanoTime() > deadline) {
          throw new Problem(
              "The process " + entry.getKey() + " did not start.",
              "It was not ready after " + patience.toSeconds() + " s.",
              "Look at what it printed above; a busy machine needs more time.");
        }
      }
    }
  }

  /** The pid of the current run of a process. */
  public long pid(String name) {
    return children.get(name).pid();
  }

  /** Waits until the supervisor was closed or gave up; throws the problem in the latter case. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
    if (failure != null) {
      throw failure;
    }
  }

  private void keepAlive(ChildPlan plan) {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        Child child = children.get(plan.name());
        int status = child.awaitEnd();
        if (stopping) {
          return;
        }
        if (!child.isReady() && status == 1) {
          giveUp(plan, status);
          return;
        }
        pause = child.isReady() ? FIRST_PAUSE : longer(pause);
        System.err.println(
            "The process "
                + plan.name()
                + " ended with "
                + status
                + "; it is started again in "
                + pause.toMillis()
                + " ms.");
        Thread.sleep(pause.toMillis());
        if (!stopping) {
          children.put(plan.name(), Child.start(plan, lines));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp(ChildPlan plan, int status) {
    failure =
        new Problem(
            "The process " + plan.name() + " could not start.",
            "It ended with " + status + "; its own message is above.",
            "Mend what it names and start again.");
    ended.countDown();
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Stops the processes, last kept first: what feeds others drains while they still take it. */
  @Override
  public void close() {
    stopping = true;
    try {
      keepers.forEach(Thread::interrupt);
      for (int i = names.size() - 1; i >= 0; i--) {
        children.get(names.get(i)).stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }
}

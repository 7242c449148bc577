package dev.tributary.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what asks the disk no longer than that: one that hangs may never answer. */
final class AtMost {

  private final Duration time;

  AtMost(Duration time) {
    this.time = time;
  }

  /** What is done on the disk. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does it, in a thread that keeps no process from its end.
   *
   * @throws TimeoutException when it is not done in time; it may be at some later moment
   */
  void carryOut(Work work) throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (IOException | RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            },
            "end");
    thread.setDaemon(true);
    thread.start();
    try {
      done.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("The end failed", e.getCause());
    }
  }
}

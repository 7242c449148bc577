package dev.tributary.cli.endtoend;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks again until an answer is the expected one, with a deadline for a busy machine. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Eventually() {}

  /** Fails with the last answer where the expected one does not come. */
  static <T> void equal(String what, T expected, Supplier<T> question) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T answer = question.get();
    while (!expected.equals(answer)) {
      if (System.nanoTime() > deadline) {
        fail("%s: expected %s and got %s to the end", what, expected, answer);
      }
      Thread.sleep(PAUSE.toMillis());
      answer = question.get();
    }
  }
}

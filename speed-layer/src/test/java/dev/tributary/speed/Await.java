package dev.tributary.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls until something holds, with a deadline. */
final class Await {

  private Await() {}

  static void until(String what, BooleanSupplier holds) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(120));
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("%s, awaited in vain", what).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Until the layer has processed everything, lane after lane. */
  static void caughtUp(SpeedLayer layer) {
    until(
        "all lanes caught up",
        () -> {
          layer
              .failure()
              .ifPresent(
                  failure -> {
                    throw failure;
                  });
          return layer.caughtUp();
        });
  }
}

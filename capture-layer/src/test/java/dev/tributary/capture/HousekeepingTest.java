package dev.tributary.capture;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done every while, after it failed. */
class HousekeepingTest {

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void goesOnAfterAFailure(Class<? extends Throwable> failure) throws Exception {
    Throwable thrown = failure.getDeclaredConstructor().newInstance();
    AtomicInteger times = new AtomicInteger();
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    try {
      Backstage.every(
          executor,
          1,
          () -> {
            times.incrementAndGet();
            HousekeepingTest.<RuntimeException>fail(thrown);
          });
      Eventually.holds("it is done again", () -> times.get() > 2);
    } finally {
      executor.shutdownNow();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }
}

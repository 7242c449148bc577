package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An end whose disk answers, refuses or hangs. */
@Timeout(30)
class AtMostTest {

  @Test
  void whatHangsIsWaitedForNoLongerAndWhatAnswersOrRefusesIsHeard() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    AtMost briefly = new AtMost(Duration.ofMillis(20));
    assertThatThrownBy(() -> briefly.carryOut(() -> await(answers)))
        .isInstanceOf(TimeoutException.class);
    answers.countDown();
    AtMost patiently = new AtMost(Duration.ofMinutes(1));
    AtomicBoolean done = new AtomicBoolean();
    patiently.carryOut(() -> done.set(true));
    assertThat(done).isTrue();
    assertThatThrownBy(
            () ->
                patiently.carryOut(
                    () -> {
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  private static void await(CountDownLatch answers) throws IOException {
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}

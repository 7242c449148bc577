package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SideBySideTest {

  @Test
  void answersComeInTheOrderOfTheQuestionsWhicheverIsReadyFirst() {
    CountDownLatch second = new CountDownLatch(1);
    assertThat(
            SideBySide.answers(
                List.<Supplier<String>>of(
                    () -> {
                      await(second);
                      return "first";
                    },
                    () -> {
                      second.countDown();
                      return "second";
                    })))
        .containsExactly("first", "second");
  }

  @Test
  void twoQuestionsOfDifferentKindsAreAskedAtOnce() {
    CountDownLatch other = new CountDownLatch(1);
    SideBySide.Both<String, Integer> both =
        SideBySide.both(
            () -> {
              await(other);
              return "one";
            },
            () -> {
              other.countDown();
              return 2;
            });
    assertThat(both).isEqualTo(new SideBySide.Both<>("one", 2));
  }

  static List<Throwable> whatAJobMayThrow() {
    return List.of(
        BatchRefusal.failure("No.", "Try again."),
        new IOException("as Spark throws it"),
        new OutOfMemoryError("none left"));
  }

  @ParameterizedTest
  @MethodSource("whatAJobMayThrow")
  void whatOneThrowsIsThrownAsItIsOnceTheOthersHaveEnded(Throwable thrown) {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                SideBySide.run(
                    List.of(
                        () -> {
                          failed.countDown();
                          SideBySideTest.<RuntimeException>fail(thrown);
                        },
                        () -> {
                          await(failed);
                          ended.set(true);
                        })))
        .isSameAs(thrown);
    assertThat(ended).isTrue();
  }

  @Test
  void whatAnotherThrewBesideItIsToldToo() {
    IllegalStateException other = new IllegalStateException("the disk is full");
    assertThatThrownBy(
            () ->
                SideBySide.both(
                    () -> {
                      throw BatchRefusal.failure("No.", "Try again.");
                    },
                    () -> {
                      throw other;
                    }))
        .isInstanceOf(BatchRefusal.class)
        .hasSuppressedException(other);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void fail(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

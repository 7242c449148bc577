package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 8);

  @Test
  void aRangeThatEndsBeforeItBeginsIsMisuse() {
    misuse(() -> BatchRequest.days(DAY, DAY.minusDays(1)), "begins on 2026-11-08");
  }

  @Test
  void aRangeOfMoreThanTenYearsIsMisuse() {
    misuse(() -> BatchRequest.days(DAY.minusYears(11), DAY), "longer than ten years");
  }

  @Test
  void anEmptyRunIdIsMisuse() {
    misuse(() -> BatchRequest.day(DAY).named(""), "run id");
  }

  @Test
  void aRunIdWithALineEndIsMisuse() {
    misuse(() -> BatchRequest.day(DAY).named("nightly\n8"), "run id");
  }

  @Test
  void aNegativeRawVersionIsMisuse() {
    misuse(() -> BatchRequest.day(DAY).atRawVersion(-1), "-1 is negative");
  }

  @Test
  void whatHasChangedCannotBeAskedForUnderANameOrAtAnOlderVersion() {
    misuse(() -> BatchRequest.day(DAY).andWhatHasChanged().named("nightly-8"), "--restate");
    misuse(() -> BatchRequest.day(DAY).andWhatHasChanged().atRawVersion(3), "--restate");
  }

  private static void misuse(ThrowingCallable request, String problem) {
    assertThatThrownBy(request)
        .hasMessageContaining(problem)
        .asInstanceOf(type(BatchRefusal.class))
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(BatchRefusal.Kind.USAGE));
  }
}

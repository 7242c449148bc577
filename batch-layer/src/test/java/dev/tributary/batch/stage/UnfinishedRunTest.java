package dev.tributary.batch.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.plan.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of two parts died after the first; which command goes on with it. */
class UnfinishedRunTest {

  private static final BatchRequest ASKED =
      BatchRequest.days(LocalDate.of(2026, 11, 7), LocalDate.of(2026, 11, 8));

  @Test
  void theSameCommandGoesOnWithIt() {
    UnfinishedRun died = died(ASKED);

    assertThat(died.isMeantBy(ASKED)).isTrue();
    assertThat(died.isWorthKeeping()).isTrue();
  }

  /** It would read the raw log of then, and miss what has changed since. */
  @Test
  void aRunThatRestatesDoesNotGoOnWithOneThatDoesNot() {
    assertThat(died(ASKED).isMeantBy(ASKED.andWhatHasChanged())).isFalse();
  }

  @Test
  void aRunThatRestatesIsBegunAnew() {
    assertThat(died(ASKED.andWhatHasChanged()).isWorthKeeping()).isFalse();
  }

  private static UnfinishedRun died(BatchRequest request) {
    StagedPart first =
        new StagedPart(new DayRange(request.from(), request.from()), Outcomes.Counts.NONE);
    return new UnfinishedRun(
        "pub-1",
        request,
        1,
        "{}",
        "rules",
        Instant.parse("2026-11-09T03:00:00Z"),
        2,
        List.of(first),
        UnfinishedRun.Standing.COMPUTING);
  }
}

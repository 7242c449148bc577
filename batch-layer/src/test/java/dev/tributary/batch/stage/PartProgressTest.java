package dev.tributary.batch.stage;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartProgressTest {

  @Test
  void saysWhatIsWrittenAndHowLongTheRestTakes() {
    assertThat(
            new PartProgress(
                    november(1),
                    november(3),
                    12_345,
                    3,
                    24,
                    Duration.ofSeconds(41),
                    Duration.ofSeconds(3_725))
                .sentence())
        .isEqualTo(
            "part 3 of 24 written: 2026-11-01 to 2026-11-03, 12,345 orders; 41 s gone, about"
                + " 1 h 02 min left");
    assertThat(
            new PartProgress(
                    november(4), november(4), 0, 24, 24, Duration.ofMillis(61_400), Duration.ZERO)
                .sentence())
        .endsWith("2026-11-04, 0 orders; 1 min 01 s gone, about 0 s left");
  }
}

package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerfectObserverTest {

  private static final Instant ORDERED = Instant.parse("2026-03-14T12:00:00Z");

  private static Truth.Touch touch(int daysBefore, String channel) {
    return new Truth.Touch(ORDERED.minus(Duration.ofDays(daysBefore)), channel, null);
  }

  @Test
  void touchesOnEveryDeviceShareTheOrder() {
    Map<String, Map<String, Long>> credit =
        new PerfectObserver(Config.defaults(), Duration.ofDays(30))
            .credit(
                new Truth.Order(
                    "o",
                    "p",
                    ORDERED,
                    1_000,
                    "EUR",
                    List.of(touch(2, "Email"), touch(1, "Direct"))));
    assertThat(credit.get("linear")).isEqualTo(Map.of("Email", 500_000L, "Direct", 500_000L));
    assertThat(credit.get("last_touch")).isEqualTo(Map.of("Direct", 1_000_000L));
    assertThat(credit.get("last_non_direct")).isEqualTo(Map.of("Email", 1_000_000L));
  }

  @Test
  void aTouchBeforeTheLookbackEarnsNothing() {
    Map<String, Map<String, Long>> credit =
        new PerfectObserver(Config.defaults(), Duration.ofDays(30))
            .credit(
                new Truth.Order(
                    "o",
                    "p",
                    ORDERED,
                    1_000,
                    "EUR",
                    List.of(touch(31, "Email"), touch(1, "Display"))));
    assertThat(credit.get("linear")).isEqualTo(Map.of("Display", 1_000_000L));
  }
}

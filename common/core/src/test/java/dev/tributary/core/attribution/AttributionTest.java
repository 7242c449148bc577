package dev.tributary.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {

  private static final Instant CONVERTED = Instant.parse("2026-11-08T12:00:00Z");

  private final Attribution attribution = new Attribution(Config.defaults());

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "first_touch     | Email,Social,Direct               | 1000000,0,0",
        "last_touch      | Email,Social,Direct               | 0,0,1000000",
        "last_non_direct | Email,Social,Direct               | 0,1000000,0",
        "last_non_direct | Direct,Direct                     | 0,1000000",
        "linear          | Email,Social,Direct               | 333334,333333,333333",
        "linear          | Email,Social,Email,Email,Email,Email | "
            + "166667,166667,166667,166667,166666,166666",
        "position_based  | Email                             | 1000000",
        "position_based  | Email,Social                      | 500000,500000",
        "position_based  | Email,Social,Direct               | 400000,200000,400000",
        "position_based  | Email,Social,Email,Email,Email    | 400000,66667,66667,66666,400000"
      })
  void sharesOfEachModel(String model, String channels, String micros) {
    List<Touchpoint> touches = new ArrayList<>();
    for (String channel : channels.split(",")) {
      touches.add(touch(channel, CONVERTED.minusSeconds(60)));
    }
    ModelCredit credit =
        attribution.credit(touches, CONVERTED, 100, RuleModel.ofWire(model).orElseThrow());
    assertThat(credit.model()).isEqualTo(model);
    assertThat(credit.micros()).containsExactly(numbers(micros));
  }

  @Test
  void timeDecayHalvesWithEveryWeek() {
    List<Touchpoint> touches = daysBefore(14, 7, 0);
    ModelCredit credit = attribution.credit(touches, CONVERTED, 700, RuleModel.TIME_DECAY);
    assertThat(credit.micros()).containsExactly(142_857, 285_714, 571_429);
    assertThat(credit.revenueMinor()).containsExactly(100, 200, 400);
  }

  @Test
  void timeDecayKnowsMicroseconds() {
    Touchpoint early = touch("Email", CONVERTED.minus(Duration.ofNanos(20_000_000_000L)));
    Touchpoint late = touch("Email", CONVERTED.minus(Duration.ofNanos(1_000)));
    Attribution hasty = new Attribution(Config.defaults().with("attribution.half_life_days", "1"));
    // 19.999999 s of a day's half-life: 2^(-19.999999 / 86400) : 1
    assertThat(hasty.credit(List.of(early, late), CONVERTED, 0, RuleModel.TIME_DECAY).micros())
        .containsExactly(499_960, 500_040);
  }

  @Test
  void timeDecayOfTouchesOlderThanAThousandHalfLives() {
    Attribution hasty =
        new Attribution(Config.defaults().with("attribution.half_life_days", "0.001"));
    assertThat(hasty.credit(daysBefore(20, 20), CONVERTED, 3, RuleModel.TIME_DECAY).revenueMinor())
        .containsExactly(2, 1);
  }

  @Test
  void positionWeightsAreConfigurable() {
    Attribution bathtub =
        new Attribution(Config.of(Map.of("attribution.position_weights", "0.25,0.5,0.25")));
    assertThat(
            bathtub
                .credit(daysBefore(4, 3, 2, 1), CONVERTED, 8, RuleModel.POSITION_BASED)
                .revenueMinor())
        .containsExactly(2, 2, 2, 2);
  }

  @Test
  void positionWeightsThatDoNotSumToOneAreRefused() {
    assertThatThrownBy(() -> Config.of(Map.of("attribution.position_weights", "0.4,0.4,0.4")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sum to 1");
  }

  @Test
  void theLargestValueIsSplitWithoutLoss() {
    for (ModelCredit credit :
        attribution.creditAll(daysBefore(9, 5, 1), CONVERTED, Long.MAX_VALUE)) {
      assertThat(Arrays.stream(credit.revenueMinor()).boxed().min(Long::compare))
          .as(credit.model())
          .hasValueSatisfying(part -> assertThat(part).isNotNegative());
      assertThat(sum(credit.revenueMinor())).as(credit.model()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void aFreeOrderIsCreditedToo() {
    ModelCredit credit = attribution.credit(daysBefore(2, 1), CONVERTED, 0, RuleModel.LINEAR);
    assertThat(credit.micros()).containsExactly(500_000, 500_000);
    assertThat(credit.revenueMinor()).containsExactly(0, 0);
  }

  @Test
  void withoutTouchesNobodyIsCredited() {
    for (ModelCredit credit : attribution.creditAll(List.of(), CONVERTED, 100)) {
      assertThat(credit.micros()).isEmpty();
      assertThat(credit.revenueMinor()).isEmpty();
    }
  }

  @Test
  void aNegativeValueIsRefused() {
    assertThatThrownBy(() -> attribution.creditAll(daysBefore(1), CONVERTED, -1))
        .hasMessageContaining("never worth less than nothing");
  }

  @Test
  void aTouchAfterTheConversionIsRefused() {
    assertThatThrownBy(() -> attribution.creditAll(daysBefore(-1), CONVERTED, 1))
        .hasMessageContaining("later than the conversion");
  }

  private static List<Touchpoint> daysBefore(int... days) {
    List<Touchpoint> touches = new ArrayList<>();
    for (int day : days) {
      touches.add(touch("Email", CONVERTED.minus(Duration.ofDays(day))));
    }
    return touches;
  }

  private static Touchpoint touch(String channel, Instant at) {
    return new Touchpoint("key", at, "click", channel, "source", "medium", null, null, null);
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private static long sum(long[] parts) {
    return Arrays.stream(parts).sum();
  }
}

package dev.tributary.core.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Settings of journeys and models. */
public final class AttributionSettings {

  /** Weights of the first, the middle and the last touch under position_based. */
  public static final Setting<List<BigDecimal>> POSITION_WEIGHTS =
      new Setting<>(
          "attribution.position_weights",
          decimals("0.4,0.2,0.4"),
          "share",
          "Position-based weights of the first touch, of all middle touches together, of the last.",
          AttributionSettings::decimals,
          weights ->
              weights.size() == 3
                  && weights.stream().allMatch(AttributionSettings::isMillionths)
                  && weights.stream().reduce(BigDecimal::add).get().compareTo(BigDecimal.ONE) == 0,
          "three numbers from 0 to 1 with at most six decimals that sum to 1, such as 0.4,0.2,0.4");

  /** Age at which time_decay halves a touch's weight. */
  public static final Setting<Double> HALF_LIFE_DAYS =
      Setting.real(
          "attribution.half_life_days",
          7,
          0.001,
          36_500,
          "days",
          "Age at which time decay halves the weight of a touch.");

  static final List<Setting<?>> ALL = List.of(POSITION_WEIGHTS, HALF_LIFE_DAYS);

  private static List<BigDecimal> decimals(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).map(BigDecimal::new).toList();
  }

  private static boolean isMillionths(BigDecimal weight) {
    return weight.signum() >= 0
        && weight.compareTo(BigDecimal.ONE) <= 0
        && weight.stripTrailingZeros().scale() <= 6;
  }

  private AttributionSettings() {}
}

package dev.tributary.core.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Weights of the custom model by position; empty where positions do not matter. */
  public static final Setting<List<BigDecimal>> CUSTOM_POSITIONS =
      new Setting<>(
          "attribution.custom_positions",
          List.of(),
          "weight",
          "Weights of the custom model from the first touch on; the last goes on for the rest.",
          AttributionSettings::weights,
          weights -> weights.stream().allMatch(AttributionSettings::isCustomWeight),
          "numbers from 0 to 1000 with at most three decimals, such as 3,2,1");

  /** Weights of the custom model by channel; a channel that is not named weighs 1. */
  public static final Setting<Map<String, BigDecimal>> CUSTOM_CHANNELS =
      new Setting<>(
          "attribution.custom_channels",
          Map.of(),
          "weight",
          "Weights of the custom model by channel; a channel that is not named weighs 1.",
          AttributionSettings::weightsByChannel,
          weights -> weights.values().stream().allMatch(AttributionSettings::isCustomWeight),
          "channel=weight pairs, weights from 0 to 1000 with at most three decimals, such as"
              + " Email=2,Direct=0");

  static final List<Setting<?>> ALL =
      List.of(POSITION_WEIGHTS, HALF_LIFE_DAYS, CUSTOM_POSITIONS, CUSTOM_CHANNELS);

  private static List<BigDecimal> decimals(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).map(BigDecimal::new).toList();
  }

  private static List<BigDecimal> weights(String text) {
    return text.isBlank() ? List.of() : decimals(text);
  }

  private static Map<String, BigDecimal> weightsByChannel(String text) {
    Map<String, BigDecimal> weights = new LinkedHashMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int equals = pair.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("no channel=weight: " + pair);
      }
      weights.put(
          pair.substring(0, equals).trim(), new BigDecimal(pair.substring(equals + 1).trim()));
    }
    return Collections.unmodifiableMap(weights);
  }

  private static boolean isCustomWeight(BigDecimal weight) {
    return weight.signum() >= 0
        && weight.compareTo(BigDecimal.valueOf(1_000)) <= 0
        && weight.stripTrailingZeros().scale() <= 3;
  }

  private static boolean isMillionths(BigDecimal weight) {
    return weight.signum() >= 0
        && weight.compareTo(BigDecimal.ONE) <= 0
        && weight.stripTrailingZeros().scale() <= 6;
  }

  private AttributionSettings() {}
}

package dev.tributary.core.attribution;

import dev.tributary.core.config.AttributionSettings;
import dev.tributary.core.config.Config;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the rule models can be told, in the units the kernel computes in.
 *
 * @param firstMillionths weight of the first of three or more touches, in millionths
 * @param middleMillionths weight that the touches between first and last share, in millionths
 * @param lastMillionths weight of the last of three or more touches, in millionths
 * @param halfLifeMicros age at which time decay halves a touch's weight, in microseconds
 */
public record CreditRules(
    long firstMillionths, long middleMillionths, long lastMillionths, double halfLifeMicros) {

  private static final double MICROS_A_DAY = 86_400_000_000.0;

  public static CreditRules of(Config config) {
    List<BigDecimal> weights = config.value(AttributionSettings.POSITION_WEIGHTS);
    return new CreditRules(
        millionths(weights.get(0)),
        millionths(weights.get(1)),
        millionths(weights.get(2)),
        config.value(AttributionSettings.HALF_LIFE_DAYS) * MICROS_A_DAY);
  }

  private static long millionths(BigDecimal weight) {
    return weight.movePointRight(6).longValueExact();
  }
}

package dev.tributary.core.attribution.comparison;

/**
 * What one model gives one channel.
 *
 * @param model wire name; markov names its order, shapley its game
 * @param position counts from 1; null where the model does not tell positions apart
 * @param conversions credited; null where the model's weights can't be turned into credit
 * @param value credited, in the unit of the input; null like conversions, and where there is some
 *     and every weight is zero
 * @param weight markov: removal effect; shapley: φ; rules: share of the conversions
 * @param low lower end of the bootstrap interval of {@code conversions}; null without one
 * @param high its upper end
 */
public record CreditLine(
    String model,
    String channel,
    Integer position,
    Double conversions,
    Double value,
    double weight,
    Double low,
    Double high) {

  CreditLine(
      String model,
      String channel,
      Integer position,
      Double conversions,
      Double value,
      double weight) {
    this(model, channel, position, conversions, value, weight, null, null);
  }

  CreditLine between(double lower, double upper) {
    return new CreditLine(model, channel, position, conversions, value, weight, lower, upper);
  }
}

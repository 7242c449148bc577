package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.ChannelEffects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fitted Markov model.
 *
 * @param order how many channels a state remembers, 1 to 4
 * @param channels names in alphabetical order
 * @param removalEffects by channel, from 0 to 1: which share of the conversions is lost when every
 *     state that contains the channel leads to null
 * @param conversionProbability of a journey, from its start
 * @param states how many the paths visit
 * @param residual largest error of the solved equations, over all channels; of many states relative
 *     to the probability that each gives
 */
public record MarkovFit(
    int order,
    List<String> channels,
    double[] removalEffects,
    double conversionProbability,
    int states,
    double residual) {

  /** The model's name, for example {@code markov_1}. */
  public String wire() {
    return "markov_" + order;
  }

  /** The fit as it is applied to single conversions. */
  public ChannelEffects effects() {
    Map<String, Double> effects = new LinkedHashMap<>();
    for (int i = 0; i < channels.size(); i++) {
      effects.put(channels.get(i), removalEffects[i]);
    }
    return new ChannelEffects(wire(), effects);
  }

  /** Each channel's share of the conversions; all zero where nothing converts. */
  public double[] shares() {
    double sum = 0;
    for (double effect : removalEffects) {
      sum += effect;
    }
    double[] shares = new double[removalEffects.length];
    for (int i = 0; i < shares.length && sum > 0; i++) {
      shares[i] = removalEffects[i] / sum;
    }
    return shares;
  }
}

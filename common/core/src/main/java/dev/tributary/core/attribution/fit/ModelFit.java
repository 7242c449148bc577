package dev.tributary.core.attribution.fit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A model fitted to the journeys of a window, with what tells whether it can be trusted.
 *
 * @param model for example {@code markov_1}
 * @param channels in alphabetical order
 * @param paths distinct ones
 * @param conversions how many journeys converted
 * @param nulls how many did not
 * @param conversionProbability of a journey, by the model
 * @param states of a Markov chain; 0 for a game
 * @param residual largest absolute error of the solved equations; for a game how far its values are
 *     from summing to all conversions, relatively
 */
public record ModelFit(
    String model,
    List<Channel> channels,
    int paths,
    double conversions,
    double nulls,
    double conversionProbability,
    int states,
    double residual) {

  /**
   * What the fit says of one channel.
   *
   * @param effect removal effect, from 0 to 1; for a game φ in conversions
   * @param conversions credited to it
   * @param low lower end of the 95 % bootstrap interval of {@code conversions}; null without one
   * @param high its upper end
   */
  public record Channel(
      String channel, double effect, double conversions, Double low, Double high) {}

  public ModelFit {
    channels = List.copyOf(channels);
  }

  /** The share of all conversions by channel; they sum to 1. */
  public Map<String, Double> shares() {
    return channels.stream()
        .collect(
            Collectors.toMap(
                Channel::channel,
                channel -> channel.conversions() / conversions,
                (one, other) -> one,
                TreeMap::new));
  }

  /** What single conversions are shared by. */
  public Map<String, Double> effects() {
    return channels.stream().collect(Collectors.toMap(Channel::channel, Channel::effect));
  }

  /**
   * How far credit has moved since another fit: the share of all conversions that changed channel,
   * from 0 to 1 (total variation distance).
   */
  public double driftFrom(Map<String, Double> earlierShares) {
    Map<String, Double> now = shares();
    TreeSet<String> all = new TreeSet<>(now.keySet());
    all.addAll(earlierShares.keySet());
    double moved = 0;
    for (String channel : all) {
      moved += Math.abs(now.getOrDefault(channel, 0.0) - earlierShares.getOrDefault(channel, 0.0));
    }
    return moved / 2;
  }
}

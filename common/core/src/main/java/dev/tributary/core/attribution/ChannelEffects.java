package dev.tributary.core.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a fit found each channel to be worth, applied to single conversions: the touches share in
 * proportion to their channel's effect, equally where none of them has any.
 *
 * @param wire name of the fitted model, for example {@code markov_1}
 * @param effects removal effect by channel, not negative; a channel the fit has not seen has none
 */
public record ChannelEffects(String wire, Map<String, Double> effects) implements ChannelModel {

  /** Weight of the strongest channel in the journey, as fine as the effects themselves are. */
  private static final int WEIGHT_BITS = 52;

  public ChannelEffects {
    effects = Map.copyOf(effects);
    effects.forEach(
        (channel, effect) -> {
          if (!(effect >= 0 && Double.isFinite(effect))) {
            throw new IllegalArgumentException(
                "The effect of '"
                    + channel
                    + "' is "
                    + effect
                    + ", but shares can only be made of finite effects of zero or more. Fit again,"
                    + " or keep the last good fit.");
          }
        });
  }

  @Override
  public long fill(List<String> channels, long[] weights) {
    int n = channels.size();
    double strongest = 0;
    for (String channel : channels) {
      strongest = Math.max(strongest, effects.getOrDefault(channel, 0.0));
    }
    if (strongest == 0) {
      Arrays.fill(weights, 0, n, 1);
      return n;
    }
    int countBits = Integer.SIZE - Integer.numberOfLeadingZeros(n);
    double one = 1L << Math.min(WEIGHT_BITS, 60 - countBits);
    long sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = Math.round(effects.getOrDefault(channels.get(i), 0.0) / strongest * one);
      sum += weights[i];
    }
    return sum;
  }
}

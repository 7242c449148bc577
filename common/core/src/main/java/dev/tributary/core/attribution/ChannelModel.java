package dev.tributary.core.attribution;

import java.util.List;

/**
 * A model whose weights follow from the order and the channels of the touches, not from times:
 * custom weights, and what a fit or a game says of single conversions.
 */
public sealed interface ChannelModel permits CustomWeights, ChannelEffects, SubsetShares {

  /** The model's name, for example {@code markov_1}. */
  String wire();

  /**
   * Writes one integer weight a touch; their ratios are the shares.
   *
   * @param channels names in journey order
   * @param weights as long as {@code channels}
   * @return the sum of the weights, positive and below 2^61 unless there is no touch
   */
  long fill(List<String> channels, long[] weights);
}

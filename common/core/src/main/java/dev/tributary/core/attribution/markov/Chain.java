package dev.tributary.core.attribution.markov;

import java.util.BitSet;

/**
 * An absorbing Markov chain over states that are windows of up to k channels. What a state's
 * transitions and its conversion leave of 1 leads to null.
 *
 * @param windows the channels of each state, as {@link Windows} writes them, ascending
 * @param start probability that a journey begins in each state
 * @param rowEnds where each state's transitions end in {@code targets}, exclusive
 * @param targets states, ascending within a row
 * @param probabilities of those transitions
 * @param conversion probability of converting from each state
 */
record Chain(
    Windows coding,
    long[] windows,
    double[] start,
    int[] rowEnds,
    int[] targets,
    double[] probabilities,
    double[] conversion) {

  int states() {
    return windows.length;
  }

  int rowBegin(int state) {
    return state == 0 ? 0 : rowEnds[state - 1];
  }

  /** The expectation over the first state of a journey. */
  double fromStart(double[] byState) {
    double sum = 0;
    for (int state = 0; state < byState.length; state++) {
      sum += start[state] * byState[state];
    }
    return sum;
  }

  /** r + Q·h of one state. */
  double next(int state, double[] h) {
    double sum = conversion[state];
    for (int i = rowBegin(state); i < rowEnds[state]; i++) {
      sum += probabilities[i] * h[targets[i]];
    }
    return sum;
  }

  /** The states whose window contains the channel. */
  BitSet statesWith(int channel) {
    BitSet with = new BitSet(states());
    for (int state = 0; state < states(); state++) {
      if (coding.contains(windows[state], channel)) {
        with.set(state);
      }
    }
    return with;
  }
}

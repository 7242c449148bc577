package dev.tributary.benchmarks;

import java.util.Arrays;

/** Times two sides in turn, so that whatever else the machine does falls on both. */
final class Rounds {

  private static final double WARM_SECONDS = 2;

  private final int rounds;

  Rounds(int rounds) {
    this.rounds = rounds;
  }

  /** Median seconds of one call, once it is warm. */
  double seconds(Runnable work) {
    return seconds(work, () -> {})[0];
  }

  /** Median seconds of one call of each side. */
  double[] seconds(Runnable ours, Runnable peer) {
    double[] oursSeconds = new double[rounds];
    double[] peerSeconds = new double[rounds];
    warmUp(ours);
    warmUp(peer);
    for (int round = 0; round < rounds; round++) {
      oursSeconds[round] = time(ours);
      peerSeconds[round] = time(peer);
    }
    return new double[] {median(oursSeconds), median(peerSeconds)};
  }

  /** Short calls need thousands of runs before they are compiled; long ones a few. */
  private static void warmUp(Runnable work) {
    double spent = 0;
    for (int calls = 0; calls < 3 || (calls < 5_000 && spent < WARM_SECONDS); calls++) {
      spent += time(work);
    }
  }

  private static double time(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}

package dev.tributary.core.attribution;

/**
 * All rule models of one conversion in one sweep over primitive arrays. Every way to credit a
 * conversion goes through here; {@link Attribution} wraps it for records, and a layer that keeps
 * touches in columns calls it as it is.
 *
 * <p>Allocates nothing but scratch that grows to the longest journey, except where time decay is
 * near a tie. One instance serves one thread.
 */
public final class RuleKernel {

  /** One conversion in micro-credits. */
  public static final long ONE_CONVERSION = 1_000_000;

  private static final RuleModel[] MODELS = RuleModel.values();

  private final RuleWeights ruleWeights;
  private final FineDecay fineDecay;
  private final LargestRemainder largestRemainder = new LargestRemainder();
  private long[] weights = new long[64];

  public RuleKernel(CreditRules rules) {
    this.ruleWeights = new RuleWeights(rules);
    this.fineDecay = new FineDecay(rules.halfLifeMicros());
  }

  /**
   * Credits the touches {@code from} to {@code from + n}, in journey order.
   *
   * @param touchMicros times in microseconds since any common origin
   * @param channels channel ids, {@link RuleWeights#DIRECT} for Direct
   * @param n how many touches; with none nothing is written, since there is nobody to credit
   * @param valueMinor the conversion's value in minor units, not negative
   * @param creditMicros written at {@code model.ordinal() * n + i}; each model sums to {@link
   *     #ONE_CONVERSION}
   * @param revenueMinor written likewise; each model sums to {@code valueMinor}
   */
  public void sweep(
      long[] touchMicros,
      int[] channels,
      int from,
      int n,
      long valueMinor,
      long[] creditMicros,
      long[] revenueMinor) {
    for (RuleModel model : MODELS) {
      int offset = model.ordinal() * n;
      credit(model, touchMicros, channels, from, n, valueMinor, creditMicros, revenueMinor, offset);
    }
  }

  /** One model's part of the sweep, written from {@code offset}. */
  void credit(
      RuleModel model,
      long[] touchMicros,
      int[] channels,
      int from,
      int n,
      long valueMinor,
      long[] creditMicros,
      long[] revenueMinor,
      int offset) {
    if (n == 0) {
      return;
    }
    if (weights.length < n) {
      weights = new long[n + (n >> 1)];
    }
    long sum = ruleWeights.fill(model, touchMicros, channels, from, n, weights);
    split(model, ONE_CONVERSION, sum, touchMicros, from, n, creditMicros, offset);
    split(model, valueMinor, sum, touchMicros, from, n, revenueMinor, offset);
  }

  private void split(
      RuleModel model,
      long total,
      long sum,
      long[] touchMicros,
      int from,
      int n,
      long[] parts,
      int offset) {
    largestRemainder.split(total, weights, sum, n, parts, offset);
    if (model == RuleModel.TIME_DECAY
        && !largestRemainder.holdsWithin(
            RuleWeights.errorOfDecay(total, n), touchMicros, from, n)) {
      fineDecay.split(total, touchMicros, from, n, parts, offset);
    }
  }
}

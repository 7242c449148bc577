package dev.tributary.core.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Credits one conversion to its touches: records in, records out, around the one {@link
 * RuleKernel}. Safe for many threads.
 *
 * <p>With no touch every array is empty and the conversion's credit goes nowhere: whoever calls
 * decides who stands for it (a journey without an eligible touch is credited to Direct).
 */
public final class Attribution {

  private static final RuleModel[] MODELS = RuleModel.values();

  private final ThreadLocal<RuleKernel> kernel;

  /** Beside the rules: custom weights, then fitted models. */
  private final List<ChannelModel> channelModels;

  public Attribution(Config config) {
    CreditRules rules = CreditRules.of(config);
    this.kernel = ThreadLocal.withInitial(() -> new RuleKernel(rules));
    this.channelModels = channelModels(config);
  }

  /**
   * Names of the models that credit each conversion under a config, in {@link #creditAll}'s order.
   */
  public static List<String> models(Config config) {
    return Stream.concat(
            Stream.of(MODELS).map(RuleModel::wire),
            channelModels(config).stream().map(ChannelModel::wire))
        .toList();
  }

  private static List<ChannelModel> channelModels(Config config) {
    return Stream.concat(
            CustomWeights.of(config).stream(), FittedModels.of(config).channelModels().stream())
        .toList();
  }

  /**
   * What one model gives.
   *
   * @param touches eligible touches in journey order, none later than the conversion
   * @param valueMinor the conversion's value in minor units, not negative
   * @return micro-credits that sum to 1,000,000 and minor units that sum to the value, a touch each
   * @throws IllegalArgumentException when the value is negative or a touch later than the
   *     conversion
   */
  public ModelCredit credit(
      List<Touchpoint> touches, Instant convertedAt, long valueMinor, RuleModel model) {
    Journey journey = Journey.of(touches, convertedAt);
    int n = journey.touches();
    long[] micros = new long[n];
    long[] revenue = new long[n];
    kernel
        .get()
        .credit(
            model, journey.touchMicros(), journey.channels(), 0, n, valueMinor, micros, revenue, 0);
    return new ModelCredit(model.wire(), micros, revenue);
  }

  /**
   * What a model of channels gives: custom weights, a fit's effects, the subset game.
   *
   * @return as for a rule model
   */
  public ModelCredit credit(List<Touchpoint> touches, long valueMinor, ChannelModel model) {
    int n = touches.size();
    long[] micros = new long[n];
    long[] revenue = new long[n];
    if (n > 0) {
      long[] weights = new long[n];
      long sum = model.fill(touches.stream().map(Touchpoint::channel).toList(), weights);
      LargestRemainder largestRemainder = new LargestRemainder();
      largestRemainder.split(RuleKernel.ONE_CONVERSION, weights, sum, n, micros, 0);
      largestRemainder.split(valueMinor, weights, sum, n, revenue, 0);
    }
    return new ModelCredit(model.wire(), micros, revenue);
  }

  /**
   * What each rule model gives, in the order of {@link RuleModel}, from one sweep; then what custom
   * weights and fitted models give, where the config has any.
   */
  public List<ModelCredit> creditAll(
      List<Touchpoint> touches, Instant convertedAt, long valueMinor) {
    Journey journey = Journey.of(touches, convertedAt);
    int n = journey.touches();
    long[] micros = new long[RuleModel.COUNT * n];
    long[] revenue = new long[RuleModel.COUNT * n];
    kernel
        .get()
        .sweep(journey.touchMicros(), journey.channels(), 0, n, valueMinor, micros, revenue);
    return named(touches, valueMinor, micros, revenue);
  }

  /**
   * What {@link #creditAll} gives, from the rule models' credit as the kernel wrote it.
   *
   * @param micros of touch i at {@code model.ordinal() * n + i}; may be longer
   * @param revenue likewise
   */
  public List<ModelCredit> named(
      List<Touchpoint> touches, long valueMinor, long[] micros, long[] revenue) {
    int n = touches.size();
    List<ModelCredit> credits = new ArrayList<>(RuleModel.COUNT);
    for (RuleModel model : MODELS) {
      credits.add(
          new ModelCredit(
              model.wire(), row(micros, model.ordinal(), n), row(revenue, model.ordinal(), n)));
    }
    channelModels.forEach(model -> credits.add(credit(touches, valueMinor, model)));
    return credits;
  }

  private static long[] row(long[] table, int row, int n) {
    return Arrays.copyOfRange(table, row * n, (row + 1) * n);
  }
}

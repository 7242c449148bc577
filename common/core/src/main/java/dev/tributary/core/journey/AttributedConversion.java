package dev.tributary.core.journey;

import java.util.List;

/**
 * One conversion with the touches that were eligible for it and what each earned under each model.
 *
 * @param conversion the event itself
 * @param touches eligible touches in journey order; where none was eligible a single Direct touch
 *     at the conversion's own time stands for them, and {@code unattributed} is true
 * @param credits one entry a model; arrays run parallel to {@code touches}
 * @param unattributed no touch was eligible: counted in the quality report
 * @param mergeable a user id was seen on the journey, so that an identity known elsewhere may still
 *     add touches
 */
public record AttributedConversion(
    TimelineEvent conversion,
    List<Touchpoint> touches,
    List<ModelCredit> credits,
    boolean unattributed,
    boolean mergeable) {

  /**
   * What one model gives.
   *
   * @param model the model's name, for example {@code last_touch}
   * @param micros micro-credits a touch, summing to 1,000,000
   * @param revenueMinor minor units a touch, summing to the conversion's value
   */
  public record ModelCredit(String model, long[] micros, long[] revenueMinor) {}

  /** The same touches and models, and nothing for any of them. */
  AttributedConversion withNothing() {
    long[] nothing = new long[touches.size()];
    return new AttributedConversion(
        conversion,
        touches,
        credits.stream().map(one -> new ModelCredit(one.model(), nothing, nothing)).toList(),
        unattributed,
        mergeable);
  }
}

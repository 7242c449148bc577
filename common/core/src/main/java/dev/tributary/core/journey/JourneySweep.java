package dev.tributary.core.journey;

import dev.tributary.core.attribution.CreditRules;
import dev.tributary.core.attribution.RuleKernel;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;

/**
 * Credits the conversions of laid-out journeys: which touches serve which conversion, and what each
 * earns under every rule model, over primitive arrays from end to end. Whoever credits conversions
 * goes through here.
 *
 * <p>Allocates nothing but scratch that grows to the longest journey. One instance serves one
 * thread.
 */
public final class JourneySweep {

  private final Windows windows;
  private final PathOptions options;
  private final RuleKernel kernel;
  private int[] path = new int[64];
  private long[] times = new long[64];
  private int[] channels = new int[64];
  private long[] credit = new long[64 * RuleModel.COUNT];
  private long[] revenue = new long[64 * RuleModel.COUNT];

  /** Takes what the sweep finds. The arrays are the sweep's own: copy what is to be kept. */
  @FunctionalInterface
  public interface Sink {

    /**
     * One conversion.
     *
     * @param conversion its place among the journey's conversions
     * @param path places of the touches that share it, in journey order
     * @param n how many; 0 where no touch was eligible, and then nothing is credited
     * @param creditMicros credit of touch i under a model at {@code model.ordinal() * n + i}
     * @param revenueMinor likewise, in minor units
     */
    void credited(int conversion, int[] path, int n, long[] creditMicros, long[] revenueMinor);
  }

  /** Windows, path options and weights as the config says. */
  public JourneySweep(Config config) {
    windows = new Windows(new Lookback(config));
    options = new PathOptions(config);
    kernel = new RuleKernel(CreditRules.of(config));
  }

  /** Credits the conversions {@code from} (included) to {@code to} (excluded) of a journey. */
  public void sweep(JourneyColumns journey, int from, int to, Sink sink) {
    reserve(journey.touches());
    for (int conversion = from; conversion < to; conversion++) {
      int n = eligible(journey, conversion);
      n = options.keep(path, n, journey.touchChannels(), journey.touchKinds());
      credit(journey, conversion, n);
      sink.credited(conversion, path, n, credit, revenue);
    }
  }

  /**
   * The row of touches from which the windows of their kinds and channels choose those that serve a
   * conversion: no other touch has a say in its credit.
   *
   * @param first place of the first of them
   * @param end place after the last; {@code first} where there are none
   */
  record Reach(int first, int end) {}

  /** The touches that a conversion reaches. */
  Reach reach(JourneyColumns journey, int conversion) {
    long at = journey.conversionMicros()[conversion];
    int end = firstAtOrAfter(journey.touchMicros(), at + 1);
    return new Reach(Math.min(first(journey, conversion), end), end);
  }

  private int first(JourneyColumns journey, int conversion) {
    long at = journey.conversionMicros()[conversion];
    long earliest = Math.max(at - windows.longest(), journey.allowedSinceMicros()[conversion]);
    return Math.max(
        firstAtOrAfter(journey.touchMicros(), earliest), journey.firstTouch()[conversion]);
  }

  private int eligible(JourneyColumns journey, int conversion) {
    long[] touchMicros = journey.touchMicros();
    long at = journey.conversionMicros()[conversion];
    String type = journey.conversionTypes().get(conversion);
    int n = 0;
    for (int touch = first(journey, conversion);
        touch < touchMicros.length && touchMicros[touch] <= at;
        touch++) {
      int kind = journey.touchKinds()[touch];
      long window =
          windows.uniform()
              ? windows.of(kind)
              : windows.of(kind, journey.channels().get(journey.touchChannels()[touch]), type);
      if (touchMicros[touch] >= at - window) {
        path[n++] = touch;
      }
    }
    return n;
  }

  private void credit(JourneyColumns journey, int conversion, int n) {
    long value = journey.valueMinor()[conversion];
    if (n > 0 && path[n - 1] - path[0] == n - 1) {
      kernel.sweep(
          journey.touchMicros(), journey.touchChannels(), path[0], n, value, credit, revenue);
      return;
    }
    for (int i = 0; i < n; i++) {
      times[i] = journey.touchMicros()[path[i]];
      channels[i] = journey.touchChannels()[path[i]];
    }
    kernel.sweep(times, channels, 0, n, value, credit, revenue);
  }

  private void reserve(int touches) {
    if (path.length < touches) {
      int room = touches + (touches >> 1);
      path = new int[room];
      times = new long[room];
      channels = new int[room];
      credit = new long[room * RuleModel.COUNT];
      revenue = new long[room * RuleModel.COUNT];
    }
  }

  private static int firstAtOrAfter(long[] touchMicros, long earliest) {
    int low = 0;
    int high = touchMicros.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (touchMicros[middle] < earliest) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

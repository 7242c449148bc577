package dev.tributary.simulator;

import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.TouchKind;
import dev.tributary.core.journey.Touchpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Credits an order as one who saw every touch on every device, and no machine, would credit it. */
public final class PerfectObserver {

  private final Attribution attribution;
  private final Duration lookback;

  /**
   * @param lookback touches further back are not eligible for anybody
   */
  public PerfectObserver(Config config, Duration lookback) {
    this.attribution = new Attribution(config);
    this.lookback = lookback;
  }

  /** Micro-credits by model and channel; each model's sum to 1,000,000. */
  public Map<String, Map<String, Long>> credit(Truth.Order order) {
    List<Touchpoint> touches = new ArrayList<>();
    for (Truth.Touch touch : order.touches()) {
      if (!touch.at().isBefore(order.at().minus(lookback))) {
        touches.add(touchpoint(touch));
      }
    }
    Map<String, Map<String, Long>> byModel = new TreeMap<>();
    for (ModelCredit credit : attribution.creditAll(touches, order.at(), order.valueMinor())) {
      Map<String, Long> byChannel = new TreeMap<>();
      for (int i = 0; i < touches.size(); i++) {
        if (credit.micros()[i] != 0) {
          byChannel.merge(touches.get(i).channel(), credit.micros()[i], Long::sum);
        }
      }
      byModel.put(credit.model(), byChannel);
    }
    return byModel;
  }

  private static Touchpoint touchpoint(Truth.Touch touch) {
    return new Touchpoint(
        "truth-" + touch.at(),
        touch.at(),
        TouchKind.VISIT.wire(),
        touch.channel(),
        null,
        null,
        touch.campaign(),
        null,
        null);
  }
}

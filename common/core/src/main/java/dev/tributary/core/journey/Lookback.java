package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import dev.tributary.core.config.LookbackOverride;
import java.time.Duration;
import java.util.List;

/**
 * How long before a conversion a touch may lie: t − W ≤ touch ≤ t, both ends included, W in whole
 * seconds.
 */
public final class Lookback {

  private final Duration click;
  private final Duration visit;
  private final Duration view;
  private final List<LookbackOverride> overrides;

  /** The windows of a config. */
  public Lookback(Config config) {
    click = Duration.ofDays(config.value(JourneySettings.CLICK_DAYS));
    visit = Duration.ofDays(config.value(JourneySettings.VISIT_DAYS));
    view = Duration.ofDays(config.value(JourneySettings.VIEW_DAYS));
    overrides = config.value(JourneySettings.LOOKBACK_OVERRIDES);
  }

  /** The window of a touch of that kind and channel for a conversion of that type. */
  public Duration window(TouchKind kind, String channel, String conversionType) {
    for (int i = overrides.size() - 1; i >= 0; i--) {
      LookbackOverride override = overrides.get(i);
      if (override.covers(channel, kind.wire(), conversionType)) {
        return Duration.ofDays(override.days());
      }
    }
    return switch (kind) {
      case CLICK -> click;
      case VISIT -> visit;
      case VIEW -> view;
    };
  }

  /** Whether some windows are for a channel or conversion type only. */
  boolean overridden() {
    return !overrides.isEmpty();
  }

  /** No touch older than this serves any conversion: how long journeys must be kept. */
  public Duration longest() {
    Duration longest = click.compareTo(visit) > 0 ? click : visit;
    longest = longest.compareTo(view) > 0 ? longest : view;
    for (LookbackOverride override : overrides) {
      Duration window = Duration.ofDays(override.days());
      longest = longest.compareTo(window) > 0 ? longest : window;
    }
    return longest;
  }
}

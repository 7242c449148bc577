package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.util.EnumSet;
import java.util.Set;

/** What may leave a touch out of a path of eligible ones, in the order in which it does. */
enum PathOption {
  /** Impressions, where there is any click, or visit that is not Direct. */
  CLICKS_BEFORE_VIEWS("beside a click, or a visit that is not Direct, impressions do not count"),
  /** Direct touches, where there is any other. */
  REMOVE_DIRECT_UNLESS_ALL("beside other touches Direct does not count"),
  /** Touches that follow one of their own channel. */
  COLLAPSE_REPEATS("it repeats the channel of the touch before it"),
  /** Touches of a channel that the path has already. */
  UNIQUE("its channel is on the path already"),
  /** Touches before the last so many. */
  LAST_N("only the last touches of a path count");

  private final String reason;

  PathOption(String reason) {
    this.reason = reason;
  }

  /** Why, as half a sentence, with the setting that says so. */
  String reason() {
    return reason + " (" + setting() + ")";
  }

  private String setting() {
    return switch (this) {
      case CLICKS_BEFORE_VIEWS -> JourneySettings.CLICKS_BEFORE_VIEWS.key();
      case REMOVE_DIRECT_UNLESS_ALL -> JourneySettings.REMOVE_DIRECT_UNLESS_ALL.key();
      case COLLAPSE_REPEATS -> JourneySettings.COLLAPSE_REPEATS.key();
      case UNIQUE -> JourneySettings.UNIQUE.key();
      case LAST_N -> JourneySettings.LAST_N.key();
    };
  }

  /** Those that a config asks for. */
  static Set<PathOption> of(Config config) {
    Set<PathOption> asked = EnumSet.noneOf(PathOption.class);
    if (config.value(JourneySettings.CLICKS_BEFORE_VIEWS)) {
      asked.add(CLICKS_BEFORE_VIEWS);
    }
    if (config.value(JourneySettings.REMOVE_DIRECT_UNLESS_ALL)) {
      asked.add(REMOVE_DIRECT_UNLESS_ALL);
    }
    if (config.value(JourneySettings.COLLAPSE_REPEATS)) {
      asked.add(COLLAPSE_REPEATS);
    }
    if (config.value(JourneySettings.UNIQUE)) {
      asked.add(UNIQUE);
    }
    if (config.value(JourneySettings.LAST_N) > 0) {
      asked.add(LAST_N);
    }
    return asked;
  }
}

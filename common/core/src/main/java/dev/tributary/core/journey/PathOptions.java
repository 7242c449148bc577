package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What configuration leaves out of a path of eligible touches; by default nothing. */
final class PathOptions {

  private final boolean clicksBeforeViews;
  private final boolean removeDirect;
  private final boolean collapseRepeats;
  private final boolean unique;
  private final int lastN;

  PathOptions(Config config) {
    clicksBeforeViews = config.value(JourneySettings.CLICKS_BEFORE_VIEWS);
    removeDirect = config.value(JourneySettings.REMOVE_DIRECT_UNLESS_ALL);
    collapseRepeats = config.value(JourneySettings.COLLAPSE_REPEATS);
    unique = config.value(JourneySettings.UNIQUE);
    lastN = Math.toIntExact(config.value(JourneySettings.LAST_N));
  }

  /** The touches that are left, in their order; of touches given at least one is left. */
  List<Touchpoint> apply(List<Touchpoint> touches) {
    List<Touchpoint> path = touches;
    if (clicksBeforeViews && !path.stream().allMatch(PathOptions::view)) {
      path = path.stream().filter(touch -> !view(touch)).toList();
    }
    if (removeDirect && !path.stream().allMatch(Touchpoint::direct)) {
      path = path.stream().filter(touch -> !touch.direct()).toList();
    }
    if (collapseRepeats) {
      path = collapsed(path);
    }
    if (unique) {
      Set<String> seen = new HashSet<>();
      path = path.stream().filter(touch -> seen.add(touch.channel())).toList();
    }
    return lastN > 0 && path.size() > lastN ? path.subList(path.size() - lastN, path.size()) : path;
  }

  private static boolean view(Touchpoint touch) {
    return touch.kind().equals(TouchKind.VIEW.wire());
  }

  private static List<Touchpoint> collapsed(List<Touchpoint> path) {
    List<Touchpoint> kept = new ArrayList<>(path.size());
    for (Touchpoint touch : path) {
      if (kept.isEmpty() || !kept.get(kept.size() - 1).channel().equals(touch.channel())) {
        kept.add(touch);
      }
    }
    return kept;
  }
}

package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What configuration leaves out of a path of eligible touches; by default nothing. */
final class PathOptions {

  /** The number of Direct among a journey's channels. */
  private static final int DIRECT = 0;

  private static final int CLICK = TouchKind.CLICK.ordinal();

  private static final int VIEW = TouchKind.VIEW.ordinal();

  private final Set<PathOption> asked;
  private final int lastN;

  PathOptions(Config config) {
    this(PathOption.of(config), Math.toIntExact(config.value(JourneySettings.LAST_N)));
  }

  private PathOptions(Set<PathOption> asked, int lastN) {
    this.asked = asked;
    this.lastN = lastN;
  }

  /** Touches that are left out, each with the option that does so. */
  Map<Touchpoint, PathOption> leftOut(List<Touchpoint> touches) {
    Map<Touchpoint, PathOption> leftOut = new HashMap<>();
    Set<PathOption> soFar = EnumSet.noneOf(PathOption.class);
    List<Touchpoint> before = touches;
    for (PathOption option : asked) { // Of an enum's set: in the order in which they work.
      soFar.add(option);
      List<Touchpoint> after = new PathOptions(soFar, lastN).apply(touches);
      Set<Touchpoint> left = new HashSet<>(after);
      before.stream()
          .filter(touch -> !left.contains(touch))
          .forEach(touch -> leftOut.put(touch, option));
      before = after;
    }
    return leftOut;
  }

  /** The touches that are left, in their order; of touches given at least one is left. */
  List<Touchpoint> apply(List<Touchpoint> touches) {
    List<String> names = new ArrayList<>(List.of(Touchpoint.DIRECT));
    int[] channels = new int[touches.size()];
    int[] kinds = new int[touches.size()];
    int[] path = new int[touches.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = i;
      channels[i] = numbered(touches.get(i).channel(), names);
      kinds[i] = TouchKind.valueOf(touches.get(i).kind().toUpperCase(Locale.ROOT)).ordinal();
    }
    int n = keep(path, path.length, channels, kinds);
    List<Touchpoint> kept = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      kept.add(touches.get(path[i]));
    }
    return kept;
  }

  /** The number of a channel; a new one is added to the names. */
  static int numbered(String channel, List<String> names) {
    int known = names.indexOf(channel);
    if (known >= 0) {
      return known;
    }
    names.add(channel);
    return names.size() - 1;
  }

  /**
   * Closes up a path in place.
   *
   * @param path places of the eligible touches
   * @param n how many
   * @param channels channel of the touch at each place
   * @param kinds ordinal of the kind of the touch at each place
   * @return how many are left
   */
  int keep(int[] path, int n, int[] channels, int[] kinds) {
    int left = n;
    if (asked.contains(PathOption.CLICKS_BEFORE_VIEWS)
        && outrankViews(path, left, channels, kinds)) {
      left = without(VIEW, path, left, kinds);
    }
    if (asked.contains(PathOption.REMOVE_DIRECT_UNLESS_ALL)) {
      left = without(DIRECT, path, left, channels);
    }
    if (asked.contains(PathOption.COLLAPSE_REPEATS)) {
      left = collapsed(path, left, channels);
    }
    if (asked.contains(PathOption.UNIQUE)) {
      left = firstOfEach(path, left, channels);
    }
    if (asked.contains(PathOption.LAST_N) && left > lastN) {
      System.arraycopy(path, left - lastN, path, 0, lastN);
      left = lastN;
    }
    return left;
  }

  /**
   * Whether any touch says more than an impression of what brought the person: nearly every order
   * on the web has a visit that says nothing, and beside that no impression would ever count.
   */
  private static boolean outrankViews(int[] path, int n, int[] channels, int[] kinds) {
    for (int i = 0; i < n; i++) {
      int kind = kinds[path[i]];
      if (kind == CLICK || kind != VIEW && channels[path[i]] != DIRECT) {
        return true;
      }
    }
    return false;
  }

  /** All but one sort of touches; where there is no other, these are kept. */
  private static int without(int sort, int[] path, int n, int[] sorts) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (sorts[path[i]] != sort) {
        path[kept++] = path[i];
      }
    }
    return kept == 0 ? n : kept;
  }

  private static int collapsed(int[] path, int n, int[] channels) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (kept == 0 || channels[path[kept - 1]] != channels[path[i]]) {
        path[kept++] = path[i];
      }
    }
    return kept;
  }

  private static int firstOfEach(int[] path, int n, int[] channels) {
    BitSet seen = new BitSet();
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (!seen.get(channels[path[i]])) {
        seen.set(channels[path[i]]);
        path[kept++] = path[i];
      }
    }
    return kept;
  }
}

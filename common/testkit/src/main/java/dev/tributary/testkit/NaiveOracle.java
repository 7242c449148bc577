package dev.tributary.testkit;

import dev.tributary.core.event.EventRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attribution in the plainest words, for one visitor whose touches are clicks: the definitions
 * page, line by line, with nothing of the platform's own kernel. Slow and obvious on purpose.
 */
public final class NaiveOracle {

  private NaiveOracle() {}

  /** Keys of the touches that an order may thank, oldest first. */
  public static List<String> eligible(List<EventRow> events, EventRow order) {
    List<EventRow> touches = new ArrayList<>();
    for (EventRow event : events) {
      Duration age = Duration.between(event.occurredAt(), order.occurredAt());
      boolean inWindow = !age.isNegative() && age.compareTo(Duration.ofDays(30)) <= 0;
      if (event.eventType().equals("click") && inWindow) {
        touches.add(event);
      }
    }
    touches.sort(
        Comparator.comparing(EventRow::occurredAt)
            .thenComparing(EventRow::receivedAt)
            .thenComparing(EventRow::collectorId)
            .thenComparing(EventRow::sequence)
            .thenComparing(EventRow::key));
    return touches.stream().map(EventRow::key).toList();
  }

  /**
   * The share of each of n touches under each model, before rounding, in unit credit.
   *
   * @param ageSeconds of each touch at the conversion, oldest touch first
   * @param direct whether each touch is Direct
   */
  public static Map<String, double[]> shares(double[] ageSeconds, boolean[] direct) {
    int n = ageSeconds.length;
    int lastNonDirect = n - 1;
    double decayed = 0;
    for (int i = 0; i < n; i++) {
      lastNonDirect = direct[i] ? lastNonDirect : i;
      decayed += Math.pow(2, -ageSeconds[i] / Duration.ofDays(7).toSeconds());
    }
    boolean onlyDirect = n > 0 && lastNonDirect == n - 1 && direct[n - 1];
    Map<String, double[]> shares = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      put(shares, "first_touch", n, i, i == 0 ? 1 : 0);
      put(shares, "last_touch", n, i, i == n - 1 ? 1 : 0);
      put(shares, "last_non_direct", n, i, i == (onlyDirect ? n - 1 : lastNonDirect) ? 1 : 0);
      put(shares, "linear", n, i, 1.0 / n);
      put(shares, "position_based", n, i, position(i, n));
      double weight = Math.pow(2, -ageSeconds[i] / Duration.ofDays(7).toSeconds());
      put(shares, "time_decay", n, i, weight / decayed);
    }
    return shares;
  }

  private static double position(int i, int n) {
    if (n <= 2) {
      return 1.0 / n;
    }
    return i == 0 || i == n - 1 ? 0.4 : 0.2 / (n - 2);
  }

  private static void put(Map<String, double[]> into, String model, int n, int i, double share) {
    into.computeIfAbsent(model, name -> new double[n])[i] = share;
  }
}

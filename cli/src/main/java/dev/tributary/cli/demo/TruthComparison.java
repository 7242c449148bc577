package dev.tributary.cli.demo;

import dev.tributary.simulator.PerfectObserver;
import dev.tributary.simulator.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds credit against what a perfect observer would have credited, order by order. */
final class TruthComparison {

  private final PerfectObserver observer;

  TruthComparison(PerfectObserver observer) {
    this.observer = observer;
  }

  /**
   * Orders of one kind.
   *
   * @param orders how many there really were
   * @param credited how many have credit
   * @param right how many have exactly the observer's credit, under every model
   */
  record Line(String kind, long orders, long credited, long right) {}

  /**
   * Compares.
   *
   * @param kinds the kind of each person, by id
   */
  List<Line> compare(List<Truth.Order> orders, Map<String, String> kinds, CreditsByOrder credits) {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (Truth.Order order : orders) {
      long[] count = counts.computeIfAbsent(kinds.get(order.personId()), kind -> new long[3]);
      Map<String, Map<String, Long>> given = credits.of(order.orderId());
      count[0]++;
      count[1] += given.isEmpty() ? 0 : 1;
      count[2] += given.equals(observer.credit(order)) ? 1 : 0;
    }
    List<Line> lines = new ArrayList<>();
    counts.forEach((kind, count) -> lines.add(new Line(kind, count[0], count[1], count[2])));
    lines.sort(java.util.Comparator.comparing(Line::kind));
    return lines;
  }

  /** The observer's micro-credits of one model by channel, over all orders. */
  Map<String, Long> byChannel(List<Truth.Order> orders, String model) {
    Map<String, Long> sums = new HashMap<>();
    for (Truth.Order order : orders) {
      observer
          .credit(order)
          .get(model)
          .forEach((channel, micros) -> sums.merge(channel, micros, Long::sum));
    }
    return sums;
  }
}

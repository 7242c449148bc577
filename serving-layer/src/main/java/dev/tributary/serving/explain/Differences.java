package dev.tributary.serving.explain;

import dev.tributary.core.config.ModelSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in sentences why credit is not what was said of it before. */
record Differences(Causes causes) {

  /**
   * What was said of an order.
   *
   * @param where for example {@code in the final credit}
   * @param rules version of the rules that made it; null where nobody knows
   */
  record Said(String where, List<CreditLine> lines, String rules) {}

  private record Known(Instant at, String channel) {

    static Known of(CreditLine line) {
      return new Known(line.touchAt(), line.channel());
    }

    String name() {
      return channel + " of " + at;
    }
  }

  /** How the later differs from the earlier; nothing where either says nothing. */
  List<String> between(Said earlier, Said later) {
    if (earlier.lines().isEmpty() || later.lines().isEmpty()) {
      return List.of();
    }
    List<String> why = new ArrayList<>(otherTouches(earlier, later));
    if (why.isEmpty()) {
      why.addAll(sharedOut(earlier, later));
    }
    return why;
  }

  /** What only one of them can say, since the speed layer fits nothing. */
  static List<String> onlyIn(Said earlier, Said later) {
    Set<String> more = new TreeSet<>(models(later));
    more.removeAll(models(earlier));
    more.removeIf(model -> !ModelSettings.canBeFitted(model));
    return earlier.lines().isEmpty() || more.isEmpty()
        ? List.of()
        : List.of(
            "Only the batch layer credits by fitted models (" + String.join(", ", more) + ").");
  }

  private List<String> otherTouches(Said earlier, Said later) {
    Map<Known, CreditLine> first = touchesOf(earlier.lines());
    Map<Known, CreditLine> last = touchesOf(later.lines());
    List<String> why = new ArrayList<>();
    last.forEach(
        (touch, line) -> {
          if (!first.containsKey(touch)) {
            why.add(
                touch.name()
                    + " counts "
                    + later.where()
                    + " and did not "
                    + earlier.where()
                    + causes.ofGain(line));
          }
        });
    first.forEach(
        (touch, line) -> {
          if (!last.containsKey(touch)) {
            why.add(
                touch.name()
                    + " counted "
                    + earlier.where()
                    + " and does not "
                    + later.where()
                    + causes.ofLoss(line));
          }
        });
    return why;
  }

  /** Of the same touches, by the models that both know. */
  private static List<String> sharedOut(Said earlier, Said later) {
    Set<String> models = new LinkedHashSet<>(models(later));
    models.retainAll(models(earlier));
    List<String> other =
        models.stream()
            .filter(model -> !credit(earlier, model).equals(credit(later, model)))
            .toList();
    if (!other.isEmpty()) {
      return List.of(
          "The same touches are shared out differently by "
              + String.join(", ", other)
              + " "
              + earlier.where()
              + " and "
              + later.where()
              + rules(earlier.rules(), later.rules()));
    }
    return models.stream()
        .filter(model -> revenue(earlier, model) != revenue(later, model))
        .limit(1)
        .map(
            model ->
                "The order is worth "
                    + revenue(earlier, model)
                    + " minor units "
                    + earlier.where()
                    + " and "
                    + revenue(later, model)
                    + " "
                    + later.where()
                    + ".")
        .toList();
  }

  private static String rules(String earlier, String later) {
    return earlier == null || later == null || earlier.equals(later)
        ? "."
        : ": the rules or weights were changed, from version " + earlier + " to " + later + ".";
  }

  private static Set<String> models(Said said) {
    return said.lines().stream()
        .map(CreditLine::model)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Map<Known, Long> credit(Said said, String model) {
    return said.lines().stream()
        .filter(line -> line.model().equals(model) && line.micros() != 0)
        .collect(Collectors.groupingBy(Known::of, Collectors.summingLong(CreditLine::micros)));
  }

  private static long revenue(Said said, String model) {
    return said.lines().stream()
        .filter(line -> line.model().equals(model))
        .mapToLong(CreditLine::revenueMinor)
        .sum();
  }

  private static Map<Known, CreditLine> touchesOf(List<CreditLine> lines) {
    Map<Known, CreditLine> touches = new LinkedHashMap<>();
    lines.forEach(line -> touches.putIfAbsent(Known.of(line), line));
    return touches;
  }
}

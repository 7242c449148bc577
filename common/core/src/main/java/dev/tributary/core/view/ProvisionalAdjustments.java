package dev.tributary.core.view;

import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The adjustments that arrived, by the order they name. Guarded by {@link ProvisionalCredits}. */
final class ProvisionalAdjustments {

  /** Bounds what adjustments of orders that never come can fill: about ten megabytes. */
  static final int MOST_WAITING = 10_000;

  private static final Comparator<TimelineEvent> NEWEST_DATED =
      Comparator.comparing(TimelineEvent::occurredAt).reversed().thenComparing(TimelineEvent::key);

  private final Map<OrderName, Map<String, TimelineEvent>> byOrder = new HashMap<>();
  private final Function<OrderName, Optional<CreditRevision>> openOrders;

  ProvisionalAdjustments(Function<OrderName, Optional<CreditRevision>> openOrders) {
    this.openOrders = openOrders;
  }

  void offer(TimelineEvent adjustment) {
    byOrder
        .computeIfAbsent(OrderName.of(adjustment), name -> new HashMap<>())
        .merge(adjustment.key(), adjustment, Deduplication::earlier);
  }

  /**
   * What lies before the boundary is batch's, but for an open order's that is dated too early. Such
   * an order may still be to come, so the newest dated of those without one wait for it.
   */
  void forgetBefore(Boundary boundary) {
    List<TimelineEvent> waiting =
        byOrder.entrySet().stream()
            .filter(order -> openOrders.apply(order.getKey()).isEmpty())
            .flatMap(order -> order.getValue().values().stream())
            .filter(one -> boundary.isFinal(one.occurredAt()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (waiting.size() > MOST_WAITING) {
      waiting.sort(NEWEST_DATED);
      waiting.subList(MOST_WAITING, waiting.size()).forEach(this::forget);
    }
  }

  private void forget(TimelineEvent adjustment) {
    byOrder.computeIfPresent(
        OrderName.of(adjustment),
        (name, adjustments) -> {
          adjustments.remove(adjustment.key());
          return adjustments.isEmpty() ? null : adjustments;
        });
  }

  Collection<TimelineEvent> of(OrderName order) {
    return List.copyOf(byOrder.getOrDefault(order, Map.of()).values());
  }

  Set<OrderName> namesOfNoOpenOrder(Boundary boundary) {
    return byOrder.keySet().stream()
        .filter(name -> openOrders.apply(name).isEmpty())
        .filter(name -> !from(boundary, of(name)).isEmpty())
        .collect(Collectors.toSet());
  }

  List<CreditRow> rows(ZoneId reportingZone, Collection<CreditRow> published, Boundary boundary) {
    AdjustmentRows rows = new AdjustmentRows(reportingZone);
    Credits credits = new Credits(reportingZone);
    Map<OrderName, List<CreditRow>> settled =
        published.stream().collect(Collectors.groupingBy(OrderName::of));
    List<CreditRow> moved = new ArrayList<>();
    for (OrderName name : byOrder.keySet()) {
      Optional<CreditRevision> order = openOrders.apply(name);
      List<CreditRow> original =
          order.map(credits::provisional).orElse(settled.getOrDefault(name, List.of()));
      moved.addAll(
          order.isPresent()
              ? posted(rows, original, AdjustmentRows.postings(original, of(name)))
              : posted(
                  rows,
                  AdjustmentRows.own(original),
                  AdjustmentRows.furtherPostings(original, from(boundary, of(name)))));
    }
    return moved;
  }

  /** Of a published order only those of open days: an earlier one waits for its day's next run. */
  private static List<TimelineEvent> from(
      Boundary boundary, Collection<TimelineEvent> adjustments) {
    return adjustments.stream().filter(one -> !boundary.isFinal(one.occurredAt())).toList();
  }

  private static List<CreditRow> posted(
      AdjustmentRows rows, List<CreditRow> original, List<Posting> postings) {
    List<CreditRow> moved = new ArrayList<>();
    postings.forEach(posting -> moved.addAll(rows.of(original, posting, null)));
    return moved;
  }
}

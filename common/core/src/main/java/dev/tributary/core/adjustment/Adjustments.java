package dev.tributary.core.adjustment;

import dev.tributary.core.event.AdjustmentKind;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.JourneyOrder;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Follows an order through its adjustments. They take effect in the order of events (occurred_at,
 * received_at, collector id, sequence), each on what the ones before left: a refund takes its
 * amount away, down to zero and no further; a cancellation leaves zero; a change leaves its amount.
 * Two with one key are one, the earliest received.
 *
 * <p>Example: an order of 100.00, a refund of 30.00, then one of 90.00: it is worth 70.00, then
 * 0.00, and 20.00 of the second refund do not count.
 */
public final class Adjustments {

  private Adjustments() {}

  /**
   * One posting an adjustment, as they take effect.
   *
   * @param adjustments of this order, in any order, duplicates included
   */
  public static List<Posting> of(Order order, Collection<TimelineEvent> adjustments) {
    return from(order.valueMinor(), order, adjustments);
  }

  /**
   * The postings of those that came after what is posted already.
   *
   * @param worthMinor what the order is worth after those
   * @param adjustments the ones to come, in any order, duplicates included
   */
  public static List<Posting> from(
      long worthMinor, Order order, Collection<TimelineEvent> adjustments) {
    List<Posting> postings = new ArrayList<>();
    long net = worthMinor;
    for (TimelineEvent adjustment : ordered(adjustments)) {
      Posting posting = posting(order, net, adjustment);
      postings.add(posting);
      net = posting.afterMinor();
    }
    return postings;
  }

  /** The postings of adjustments whose order is not known: none moves anything. */
  public static List<Posting> ofUnknownOrder(Collection<TimelineEvent> adjustments) {
    return ordered(adjustments).stream()
        .map(
            adjustment ->
                new Posting(
                    adjustment,
                    new StatedAmount(adjustment).named().orElse(null),
                    adjustment.occurredAt(),
                    0,
                    0,
                    Outcome.UNKNOWN_ORDER,
                    said(adjustment, new StatedAmount(adjustment).text())
                        + " waits: no credited "
                        + adjustment.conversionType()
                        + " with the order id "
                        + adjustment.orderId()
                        + " is known. It counts once there is one and its day is run again."))
        .toList();
  }

  private static List<TimelineEvent> ordered(Collection<TimelineEvent> adjustments) {
    List<TimelineEvent> unique = Deduplication.unique(adjustments);
    unique.sort(JourneyOrder.COMPARATOR);
    return unique;
  }

  private static Posting posting(Order order, long net, TimelineEvent adjustment) {
    boolean early = adjustment.occurredAt().isBefore(order.convertedAt());
    Instant at = early ? order.convertedAt() : adjustment.occurredAt();
    StatedAmount stated = new StatedAmount(adjustment);
    Money amount = stated.money(order.currency()).orElse(null);
    Optional<StatedAmount.Fault> fault = stated.fault(order.currency());
    if (fault.isPresent()) {
      return new Posting(
          adjustment,
          amount,
          at,
          net,
          net,
          fault.get().outcome(),
          said(adjustment, stated.text()) + " does not count: " + fault.get().sentence());
    }
    long after = after(net, adjustment, amount);
    long excess = excess(net, adjustment, amount);
    String said = said(adjustment, amount == null ? "" : StatedAmount.text(amount));
    return new Posting(
        adjustment,
        amount,
        at,
        net,
        after,
        outcome(net, after, excess, early),
        excess > 0 && net == 0
            ? said + " does not count: nothing of its order was left to give back."
            : said
                + effect(net, after, order)
                + (excess > 0
                    ? " " + text(excess, order) + " of it are above what was left and don't count."
                    : "")
                + (early
                    ? " It is dated before its order and counts from the order's moment on."
                    : ""));
  }

  private static long after(long net, TimelineEvent adjustment, Money amount) {
    return switch (kind(adjustment)) {
      case REFUND -> Math.max(0, net - amount.minor());
      case CANCEL -> 0;
      case CHANGE -> amount.minor();
    };
  }

  private static long excess(long net, TimelineEvent adjustment, Money amount) {
    return kind(adjustment) == AdjustmentKind.REFUND ? Math.max(0, amount.minor() - net) : 0;
  }

  private static Outcome outcome(long net, long after, long excess, boolean early) {
    if (excess > 0) {
      return Outcome.OVER_REFUND;
    }
    if (after == net) {
      return Outcome.NO_CHANGE;
    }
    return early ? Outcome.BEFORE_ORDER : Outcome.POSTED;
  }

  private static AdjustmentKind kind(TimelineEvent adjustment) {
    return AdjustmentKind.ofWire(adjustment.adjustmentKind()).orElseThrow();
  }

  /** The adjustment by its kind, amount and time, as a sentence begins. */
  private static String said(TimelineEvent adjustment, String amount) {
    String what =
        switch (kind(adjustment)) {
          case REFUND -> "The refund of " + amount;
          case CANCEL -> "The cancellation";
          case CHANGE -> "The change to " + amount;
        };
    return what + " of " + adjustment.occurredAt();
  }

  private static String effect(long before, long after, Order order) {
    return after > before
        ? " raises the order from " + text(before, order) + " to " + text(after, order) + "."
        : " leaves " + text(after, order) + " of " + text(before, order) + ".";
  }

  private static String text(long minor, Order order) {
    return StatedAmount.text(new Money(minor, order.currency()));
  }
}

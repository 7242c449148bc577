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
                    adjustment.occurredAt(),
                    0,
                    0,
                    Outcome.UNKNOWN_ORDER,
                    said(adjustment)
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
    if (adjustment.valueMinor() != null && !order.currency().equals(adjustment.currency())) {
      return new Posting(
          adjustment,
          at,
          net,
          net,
          Outcome.OTHER_CURRENCY,
          said(adjustment)
              + " does not count: its order is in "
              + order.currency()
              + ", and currencies are not mixed. Send it in the order's currency.");
    }
    long after = after(net, adjustment);
    return new Posting(
        adjustment,
        at,
        net,
        after,
        outcome(net, after, early, adjustment),
        said(adjustment)
            + " leaves "
            + text(after, order.currency())
            + " of "
            + text(net, order.currency())
            + "."
            + excess(net, adjustment)
            + (early
                ? " It is dated before its order and counts from the order's moment on."
                : ""));
  }

  private static long after(long net, TimelineEvent adjustment) {
    return switch (kind(adjustment)) {
      case REFUND -> Math.max(0, net - adjustment.valueMinor());
      case CANCEL -> 0;
      case CHANGE -> adjustment.valueMinor();
    };
  }

  private static Outcome outcome(long net, long after, boolean early, TimelineEvent adjustment) {
    if (excessMinor(net, adjustment) > 0) {
      return Outcome.OVER_REFUND;
    }
    if (after == net) {
      return Outcome.NO_CHANGE;
    }
    return early ? Outcome.BEFORE_ORDER : Outcome.POSTED;
  }

  private static long excessMinor(long net, TimelineEvent adjustment) {
    return kind(adjustment) == AdjustmentKind.REFUND
        ? Math.max(0, adjustment.valueMinor() - net)
        : 0;
  }

  private static String excess(long net, TimelineEvent adjustment) {
    long excess = excessMinor(net, adjustment);
    return excess == 0
        ? ""
        : " "
            + text(excess, adjustment.currency())
            + " of it are above what was left and don't"
            + " count.";
  }

  private static AdjustmentKind kind(TimelineEvent adjustment) {
    return AdjustmentKind.ofWire(adjustment.adjustmentKind()).orElseThrow();
  }

  private static String said(TimelineEvent adjustment) {
    return switch (kind(adjustment)) {
      case REFUND ->
          "The refund of "
              + text(adjustment.valueMinor(), adjustment.currency())
              + dated(adjustment);
      case CANCEL -> "The cancellation" + dated(adjustment);
      case CHANGE ->
          "The change to "
              + text(adjustment.valueMinor(), adjustment.currency())
              + dated(adjustment);
    };
  }

  private static String dated(TimelineEvent adjustment) {
    return " of " + adjustment.occurredAt();
  }

  private static String text(long minor, String currency) {
    return new Money(minor, currency).amount().toPlainString() + " " + currency;
  }
}

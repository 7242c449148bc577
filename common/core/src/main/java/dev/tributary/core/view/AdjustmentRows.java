package dev.tributary.core.view;

import dev.tributary.core.adjustment.Adjustments;
import dev.tributary.core.adjustment.Order;
import dev.tributary.core.adjustment.OriginalShares;
import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.journey.TimelineEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows by which adjustments move an order's revenue: on the adjustment's own day, without
 * credit, for each touch that gains or loses, at the order's exchange rate. With the order's rows
 * they sum, touch by touch, to what the order is worth.
 */
public final class AdjustmentRows {

  private static final Comparator<CreditRow> IN_JOURNEY_ORDER =
      Comparator.comparingInt(CreditRow::position);

  private final ZoneId reportingZone;

  /** Days begin and end in {@code reportingZone}. */
  public AdjustmentRows(ZoneId reportingZone) {
    this.reportingZone = reportingZone;
  }

  /**
   * What the adjustments of one order do to it.
   *
   * @param original the order's own credit rows, all models; none where the order is not known or
   *     earns no credit
   * @param adjustments of that order, in any order, duplicates included
   */
  public static List<Posting> postings(
      Collection<CreditRow> original, Collection<TimelineEvent> adjustments) {
    return order(original)
        .map(order -> Adjustments.of(order, adjustments))
        .orElseGet(() -> Adjustments.ofUnknownOrder(adjustments));
  }

  /**
   * What further adjustments do to an order that some were posted of already.
   *
   * @param published the order's own rows and those of the adjustments posted, all models
   * @param further the adjustments that were not, in any order, duplicates included
   */
  static List<Posting> furtherPostings(
      Collection<CreditRow> published, Collection<TimelineEvent> further) {
    Optional<Order> order = order(own(published));
    return order
        .map(one -> Adjustments.from(worth(published), one, further))
        .orElseGet(() -> Adjustments.ofUnknownOrder(further));
  }

  /** The order's own rows among these. */
  static List<CreditRow> own(Collection<CreditRow> rows) {
    return rows.stream().filter(row -> row.adjustmentKey() == null).toList();
  }

  private static long worth(Collection<CreditRow> rows) {
    String any = rows.iterator().next().model();
    return rows.stream()
        .filter(row -> row.model().equals(any))
        .mapToLong(CreditRow::revenueMinor)
        .sum();
  }

  private static Optional<Order> order(Collection<CreditRow> original) {
    return original.stream()
        .findAny()
        .map(any -> new Order(any.convertedAt(), worth(original), any.currency()));
  }

  /**
   * The rows of one posting; a touch whose revenue stays has none.
   *
   * @param original as for {@link #postings}
   * @param publicationId the publication that makes the rows; null for provisional ones
   */
  public List<CreditRow> of(Collection<CreditRow> original, Posting posting, String publicationId) {
    Map<String, List<CreditRow>> byModel =
        original.stream()
            .sorted(IN_JOURNEY_ORDER)
            .collect(Collectors.groupingBy(CreditRow::model, TreeMap::new, Collectors.toList()));
    List<CreditRow> rows = new ArrayList<>();
    for (List<CreditRow> touches : byModel.values()) {
      long[] change =
          new OriginalShares(
                  touches.stream().mapToLong(CreditRow::creditMicros).toArray(),
                  touches.stream().mapToLong(CreditRow::revenueMinor).toArray())
              .change(posting.beforeMinor(), posting.afterMinor());
      for (int i = 0; i < change.length; i++) {
        if (change[i] != 0) {
          rows.add(row(touches.get(i), posting, change[i], publicationId));
        }
      }
    }
    return rows;
  }

  private CreditRow row(CreditRow touch, Posting posting, long revenueMinor, String publicationId) {
    return new CreditRow(
        touch.orderId(),
        touch.personId(),
        posting.at(),
        touch.conversionType(),
        posting.at().atZone(reportingZone).toLocalDate(),
        touch.model(),
        touch.position(),
        touch.touches(),
        touch.touchAt(),
        touch.touchKind(),
        touch.channel(),
        touch.source(),
        touch.medium(),
        touch.campaign(),
        touch.adGroup(),
        touch.clickId(),
        0,
        revenueMinor,
        touch.currency(),
        touch.rateDay(),
        posting.adjustment().key(),
        publicationId,
        touch.revision());
  }
}

package dev.tributary.batch.adjustment;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.AdjustmentRows;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.api.java.function.CoGroupFunction;

/**
 * Hands one order's credit and adjustments to core. What falls on the run's days is kept; of an
 * order that the run restates or adjusts also what falls on other days before the boundary, named
 * by a publication or not: it was shared as the order was, and each adjustment starts from what
 * those before it left.
 */
final class PostOrder
    implements CoGroupFunction<String, TimelineEvent, CreditRow, PostedAdjustment> {

  private static final long serialVersionUID = 1L;

  private final String zone;
  private final LocalDate from;
  private final LocalDate to;
  private final String publicationId;
  private final Instant boundary;

  /**
   * @param published before the run
   */
  PostOrder(Config config, DayPlan plan, String publicationId, Boundary published) {
    zone = config.value(ReportingSettings.TIME_ZONE).getId();
    from = plan.from();
    to = plan.to();
    this.publicationId = publicationId;
    boundary = published.instant();
  }

  @Override
  public Iterator<PostedAdjustment> call(
      String order, Iterator<TimelineEvent> adjustments, Iterator<CreditRow> credits) {
    List<TimelineEvent> arrived = new ArrayList<>();
    adjustments.forEachRemaining(arrived::add);
    if (arrived.isEmpty()) {
      return List.<PostedAdjustment>of().iterator();
    }
    List<CreditRow> computed = new ArrayList<>();
    List<CreditRow> ofOtherDays = new ArrayList<>();
    boolean restated = false;
    while (credits.hasNext()) {
      CreditRow row = credits.next();
      boolean ofTheRun = ofTheRun(row.conversionDay());
      restated |= ofTheRun;
      if (publicationId.equals(row.publicationId())) {
        computed.add(row);
      } else if (!ofTheRun) {
        ofOtherDays.add(row);
      }
    }
    // What the run computes of an order stands for whatever was published of it, on any day.
    List<CreditRow> original = computed.isEmpty() ? ofOtherDays : computed;
    List<Posting> postings = AdjustmentRows.postings(original, arrived);
    boolean renewed = restated || postings.stream().anyMatch(posting -> ofTheRun(day(posting)));
    if (renewed) {
      requireOneDay(original);
    }
    AdjustmentRows rows = new AdjustmentRows(ZoneId.of(zone));
    List<PostedAdjustment> posted = new ArrayList<>();
    for (Posting posting : postings) {
      LocalDate day = day(posting);
      if (ofTheRun(day) || renewed && isFinal(day)) {
        posted.add(
            new PostedAdjustment(row(posting, day), rows.of(original, posting, publicationId)));
      }
    }
    return posted.iterator();
  }

  /** An order on two days would be adjusted as if it were one of twice its worth. */
  private static void requireOneDay(List<CreditRow> order) {
    SortedSet<LocalDate> days = new TreeSet<>();
    order.forEach(row -> days.add(row.conversionDay()));
    if (days.size() > 1) {
      throw BatchRefusal.failure(
          "The order "
              + order.get(0).orderId()
              + " is published on "
              + days.first()
              + " and on "
              + days.last()
              + ", so what its adjustments leave of it can't be told; nothing is published.",
          "Publish both days anew in one run, with --from and --to.");
    }
  }

  private LocalDate day(Posting posting) {
    return posting.at().atZone(ZoneId.of(zone)).toLocalDate();
  }

  private boolean isFinal(LocalDate day) {
    return new Boundary(boundary).isFinal(day.atStartOfDay(ZoneId.of(zone)).toInstant());
  }

  private boolean ofTheRun(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  private AdjustmentRow row(Posting posting, LocalDate day) {
    TimelineEvent adjustment = posting.adjustment();
    return new AdjustmentRow(
        adjustment.key(),
        adjustment.orderId(),
        adjustment.conversionType(),
        adjustment.adjustmentKind(),
        adjustment.occurredAt(),
        day,
        posting.amount() == null ? null : posting.amount().minor(),
        posting.amount() == null ? null : posting.amount().currency(),
        posting.beforeMinor(),
        posting.afterMinor(),
        posting.outcome().wire(),
        posting.sentence(),
        publicationId);
  }
}

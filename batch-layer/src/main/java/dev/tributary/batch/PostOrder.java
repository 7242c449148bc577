package dev.tributary.batch;

import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.AdjustmentRows;
import dev.tributary.core.view.CreditRow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.CoGroupFunction;

/** Hands one order's credit and adjustments to core and keeps what falls on the run's days. */
final class PostOrder
    implements CoGroupFunction<String, TimelineEvent, CreditRow, PostedAdjustment> {

  private static final long serialVersionUID = 1L;

  private final String zone;
  private final LocalDate from;
  private final LocalDate to;
  private final String publicationId;

  PostOrder(Config config, DayPlan plan, String publicationId) {
    zone = config.value(ReportingSettings.TIME_ZONE).getId();
    from = plan.from();
    to = plan.to();
    this.publicationId = publicationId;
  }

  @Override
  public Iterator<PostedAdjustment> call(
      String order, Iterator<TimelineEvent> adjustments, Iterator<CreditRow> credits) {
    List<TimelineEvent> arrived = new ArrayList<>();
    adjustments.forEachRemaining(arrived::add);
    if (arrived.isEmpty()) {
      return List.<PostedAdjustment>of().iterator();
    }
    List<CreditRow> original = new ArrayList<>();
    credits.forEachRemaining(original::add);
    ZoneId reporting = ZoneId.of(zone);
    AdjustmentRows rows = new AdjustmentRows(reporting);
    List<PostedAdjustment> posted = new ArrayList<>();
    for (Posting posting : AdjustmentRows.postings(original, arrived)) {
      LocalDate day = posting.at().atZone(reporting).toLocalDate();
      if (!day.isBefore(from) && !day.isAfter(to)) {
        posted.add(
            new PostedAdjustment(row(posting, day), rows.of(original, posting, publicationId)));
      }
    }
    return posted.iterator();
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
        adjustment.valueMinor(),
        adjustment.currency(),
        posting.beforeMinor(),
        posting.afterMinor(),
        posting.outcome().wire(),
        posting.sentence(),
        publicationId);
  }
}

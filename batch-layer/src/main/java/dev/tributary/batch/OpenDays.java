package dev.tributary.batch;

import dev.tributary.batch.adjustment.AdjustmentPosting;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.publish.ChangedDays;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Published days that may be published anew: which of them come out otherwise by now. */
final class OpenDays {

  /** Rows that are only compared are never written; they need an id that no publication has. */
  static final String COMPARED = "compared";

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private final SortedSet<LocalDate> daysWithData;

  /**
   * @param published what is current before the run
   * @param daysWithData days on which a touch, a conversion or an adjustment occurred
   */
  OpenDays(Lake lake, Config config, PublicationNote published, SortedSet<LocalDate> daysWithData) {
    this.lake = lake;
    this.config = config;
    this.published = published;
    this.daysWithData = daysWithData;
  }

  /** What that run has to publish. */
  Scope scope(Computation computation, BatchRequest request) {
    DayRange asked = new DayRange(request.from(), request.to());
    if (request.published() == BatchRequest.Published.AS_ASKED) {
      return new Scope(Optional.of(asked), ChangedDays.NONE);
    }
    ChangedDays changed = changed(computation, request);
    SortedSet<LocalDate> days = changed.days();
    asked.days().filter(day -> !published.days().containsKey(day)).forEach(days::add);
    return new Scope(
        days.isEmpty() ? Optional.empty() : Optional.of(new DayRange(days.first(), days.last())),
        changed);
  }

  /**
   * What has changed of the published days among those asked for and of the {@code
   * batch.restatement_days} before the last of them.
   */
  private ChangedDays changed(Computation computation, BatchRequest request) {
    SortedSet<LocalDate> open = open(request);
    if (open.isEmpty()) {
      return ChangedDays.NONE;
    }
    DayPlan plan =
        DayPlan.of(
            request.of(new DayRange(open.first(), open.last())),
            published.boundary(),
            open,
            config.value(ReportingSettings.TIME_ZONE));
    try (Outcomes outcomes = computation.outcomes(plan.range(), COMPARED);
        AdjustmentPosting adjustments = new AdjustmentPosting(lake, config, published)) {
      Optional<Rows> apart = adjustments.rows(computation, outcomes::credits, plan, COMPARED);
      Rows rows = apart.map(outcomes.rows()::and).orElseGet(outcomes::rows);
      return ChangedDays.of(lake, published, open, rows, config.value(ReportingSettings.TIME_ZONE));
    }
  }

  private SortedSet<LocalDate> open(BatchRequest request) {
    LocalDate oldest = request.to().minusDays(config.value(BatchSettings.RESTATEMENT_DAYS));
    LocalDate first = oldest.isBefore(request.from()) ? oldest : request.from();
    SortedSet<LocalDate> open = new TreeSet<>(published.days().keySet());
    // A day that had nothing to publish has no name in the note, and may have something by now.
    open.addAll(daysWithData);
    return published(open.subSet(first, request.to().plusDays(1)));
  }

  /** Those of some days that lie before the boundary: final, whether they had data or not. */
  SortedSet<LocalDate> published(SortedSet<LocalDate> days) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    SortedSet<LocalDate> before = new TreeSet<>(days);
    before.removeIf(day -> !published.boundary().isFinal(day.atStartOfDay(zone).toInstant()));
    return before;
  }
}

package dev.tributary.speed.provisional;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.Cells;
import dev.tributary.core.view.CreditNews;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.ProvisionalCredits;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Fence;
import dev.tributary.lake.FencedChange;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The provisional cells of attribution, rewritten a day at a time under the fence. */
public final class ProvisionalCells {

  private final ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
  private final Lake lake;
  private final Fence fence;
  private final PublishedOrders published;
  private final InstantSource clock;
  private final ZoneId reportingZone;
  private final Duration lateness;

  /** Nothing is known until revisions are taken in. */
  public ProvisionalCells(Lake lake, Config config, InstantSource clock) {
    this.lake = lake;
    this.fence = new Fence(lake);
    this.published = new PublishedOrders(lake);
    this.clock = clock;
    this.reportingZone = config.value(ReportingSettings.TIME_ZONE);
    this.lateness = Duration.ofHours(config.value(SpeedSettings.LATENESS_HOURS));
  }

  /**
   * Takes news in; in any order, and more than once.
   *
   * @return the days whose figures it moves
   */
  public Set<LocalDate> take(CreditNews news) {
    return credits.take(news, reportingZone);
  }

  /** Rewrites the cells of these days, as far as they are still provisional. */
  public void write(Set<LocalDate> days) {
    fence.commit(note -> change(note, days));
  }

  private Optional<FencedChange> change(PublicationNote note, Set<LocalDate> days) {
    credits.moveTo(note.boundary());
    LocalDate first = note.boundary().firstProvisionalDay(reportingZone);
    Set<LocalDate> open = new TreeSet<>(days);
    open.removeIf(day -> day.isBefore(first));
    if (open.isEmpty()) {
      return Optional.empty();
    }
    String list = open.stream().map(day -> "DATE'" + day + "'").collect(Collectors.joining(", "));
    return Optional.of(
        new FencedChange(
            // One file a day: the cells of a day are few, and people's tools read this table.
            Records.table(lake.spark(), cells(note, open), Cell.class).coalesce(1),
            "status = '" + Cell.PROVISIONAL + "' AND day IN (" + list + ")",
            note));
  }

  private List<Cell> cells(PublicationNote note, Set<LocalDate> days) {
    Credits rows = new Credits(reportingZone);
    List<CreditRevision> counting =
        credits.current().stream()
            .filter(revision -> days.contains(rows.dayOf(revision.credit().conversion())))
            .toList();
    List<CreditRow> adjustments =
        credits
            .adjustmentRows(reportingZone, published.rows(note, credits.adjustedElsewhere()))
            .stream()
            .filter(row -> days.contains(row.conversionDay()))
            .toList();
    return Cells.provisional(
        counting,
        adjustments,
        reportingZone,
        lateness,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}

package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.publish.FinalCells;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.stage.UnfinishedRuns;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TakenOut;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What was published, and the way back to it. */
public final class PublicationLog {

  private final Lake lake;
  private final DataDirectory data;
  private final ZoneId zone;
  private final Clock clock;

  public PublicationLog(SparkSession spark, DataDirectory data, Config config, Clock clock) {
    this.lake = new Lake(spark, LakeLocation.of(data, config));
    this.data = data;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
    this.clock = clock;
  }

  /** All publications, the newest first. */
  public List<Publication> list() {
    Collection<String> current =
        lake.exists(Table.ATTRIBUTION) ? new Publisher(lake).current().days().values() : List.of();
    return new Publications(lake)
        .all().stream()
            .map(
                row ->
                    new Publication(
                        row.publicationId(),
                        row.runId(),
                        row.fromDay(),
                        row.boundary(),
                        row.rawVersion(),
                        row.ruleVersion(),
                        row.publishedAt(),
                        current.stream().filter(row.publicationId()::equals).count()))
            .toList();
  }

  /**
   * Publishes again what was published when that publication was made. Days published since are
   * provisional again.
   *
   * @return how many days now show another publication, or none, and what to know of them
   * @throws BatchRefusal when there is no such publication, or it was written down and never made
   */
  public Rollback rollBackTo(String publicationId) {
    try (OwnedDirectory claimed = OwnedDirectory.claim(data.lock("batch"), "batch")) {
      PublicationRow row =
          new Publications(lake)
              .named(List.of(publicationId)).stream()
                  .findFirst()
                  .orElseThrow(() -> unknown(publicationId));
      Publisher publisher = new Publisher(lake);
      if (!publisher.hasPublished(row)) {
        throw neverMade(row);
      }
      PublicationNote target = Publications.note(row);
      PublicationNote now = publisher.current();
      new UnfinishedRuns(data).endPublished(now); // Or the next run would take them for dead ones.
      SortedSet<LocalDate> changed = changedDays(now, target);
      if (!changed.isEmpty()) {
        lake.create(Table.ATTRIBUTION); // With the columns that one of an earlier release lacks.
        publisher.publish(
            now, target, DayPlan.range(changed.first(), changed.last()), cells(target));
      }
      return new Rollback(changed.size(), deletedSince(target));
    }
  }

  private List<String> deletedSince(PublicationNote shown) {
    OptionalLong read =
        new Publications(lake)
            .named(new TreeSet<>(shown.days().values())).stream()
                .mapToLong(PublicationRow::rawVersion)
                .min();
    if (read.isEmpty()
        || !lake.exists(Table.RAW_EVENTS)
        || TakenOut.rows(lake, Table.RAW_EVENTS, read.getAsLong(), lake.version(Table.RAW_EVENTS))
            == 0) {
      return List.of();
    }
    return List.of(
        "Rows were or may have been taken out of raw_events since these days were computed: orders and touches"
            + " that somebody deleted may be shown again. 'tributary query \"FROM"
            + " awaiting_restatement\"' counts such orders by day, and 'tributary batch --restate'"
            + " publishes the days without them.");
  }

  private SortedSet<LocalDate> changedDays(PublicationNote now, PublicationNote target) {
    SortedSet<LocalDate> days = new TreeSet<>(now.days().keySet());
    days.addAll(target.days().keySet());
    days.removeIf(day -> Objects.equals(now.days().get(day), target.days().get(day)));
    if (!now.boundary().equals(target.boundary())) {
      days.add(now.boundary().firstProvisionalDay(zone).minusDays(1));
      days.add(target.boundary().firstProvisionalDay(zone).minusDays(1));
    }
    return days;
  }

  private Dataset<Row> cells(PublicationNote target) {
    List<String> named =
        target.days().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    Dataset<Row> credits =
        lake.read(Table.CREDITS_FINAL)
            .where(
                concat_ws(" ", col("conversion_day"), col("publication_id")).isInCollection(named));
    return FinalCells.of(credits, clock.instant());
  }

  private static BatchRefusal neverMade(PublicationRow row) {
    return BatchRefusal.usage(
        "The run "
            + row.runId()
            + " ended before it published "
            + row.publicationId()
            + ", so there is nothing to go back to.",
        "Choose another one of 'tributary publications list'.");
  }

  private static BatchRefusal unknown(String publicationId) {
    return BatchRefusal.usage(
        "There is no publication " + publicationId + ".",
        "'tributary publications list' names them.");
  }
}

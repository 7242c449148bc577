package dev.tributary.batch.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.batch.SideBySide;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.layout.IdentityCutRow;
import dev.tributary.batch.layout.Persons;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes a run's rows under its publication id. Readers see rows of a publication only once the
 * note on the table attribution names it, so nothing here is visible yet.
 */
public final class Staging {

  /** What the parts of a run write. */
  private static final List<Table> PARTS =
      List.of(Table.TOUCHPOINTS, Table.CONVERSIONS, Table.CREDITS_FINAL);

  private static final List<Table> WRITTEN =
      List.of(
          Table.TOUCHPOINTS,
          Table.CONVERSIONS,
          Table.IDENTITIES,
          Table.IDENTITY_CUTS,
          Table.CREDITS_FINAL,
          Table.ADJUSTMENTS,
          Table.PUBLICATIONS);

  private final Lake lake;
  private final ZoneId zone;

  public Staging(Lake lake, Config config) {
    this.lake = lake;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
  }

  /** Writes the rows of one part; the credit of a day lies in one partition. */
  public void write(Rows rows) {
    SideBySide.run(writes(rows));
  }

  /** Writes what belongs to no part: rows that follow from those of all parts, and identities. */
  public void write(Optional<Rows> rows, Persons persons, String publicationId) {
    List<Runnable> writes = new ArrayList<>();
    rows.map(Staging::daysTogether).ifPresent(some -> writes.addAll(writes(some)));
    writes.add(
        () ->
            lake.append(
                Table.IDENTITIES, inFiles(Table.IDENTITIES, persons.identityRows(publicationId))));
    writes.add(() -> appendCuts(persons.oddities().cuts(), publicationId));
    SideBySide.run(writes);
  }

  private static Rows daysTogether(Rows rows) {
    Map<Table, Dataset<Row>> together = new EnumMap<>(rows.byTable());
    together.computeIfPresent(
        Table.CREDITS_FINAL, (table, credits) -> credits.repartition(col("conversion_day")));
    return new Rows(together);
  }

  private List<Runnable> writes(Rows rows) {
    List<Runnable> writes = new ArrayList<>();
    rows.byTable()
        .forEach((table, some) -> writes.add(() -> lake.append(table, inFiles(table, some))));
    return writes;
  }

  /**
   * Rows lie in the order that reports filter by, so that a reader passes over the parts of a file
   * whose statistics say that nothing wanted is in them.
   */
  private static Dataset<Row> inFiles(Table table, Dataset<Row> rows) {
    return switch (table) {
      // One file a day: reports read by day, and few large files read faster than many.
      case CREDITS_FINAL ->
          rows.sortWithinPartitions("conversion_day", "model", "channel", "campaign", "order_id");
      case CONVERSIONS -> rows.sortWithinPartitions("conversion_day", "order_id");
      case TOUCHPOINTS -> rows.sortWithinPartitions("at", "channel");
      case IDENTITIES -> rows.coalesce(1).sortWithinPartitions("kind", "identifier");
      case ADJUSTMENTS -> rows.coalesce(1);
      default -> rows;
    };
  }

  /**
   * What is written under a publication id, as it reads back.
   *
   * @param apart what belongs to no part: says whether there are adjustments at all
   */
  public Rows written(String publicationId, Optional<Rows> apart) {
    Map<Table, Dataset<Row>> rows = new EnumMap<>(Table.class);
    PARTS.forEach(table -> rows.put(table, of(table, publicationId)));
    apart
        .flatMap(Rows::adjustments)
        .ifPresent(posted -> rows.put(Table.ADJUSTMENTS, of(Table.ADJUSTMENTS, publicationId)));
    return new Rows(rows);
  }

  /** Credit of orders, without adjustments, that is written under a publication id. */
  public Dataset<CreditRow> credits(String publicationId) {
    return Records.typed(
        of(Table.CREDITS_FINAL, publicationId)
            .where(col("adjustment_key").isNull())
            .withColumn("revision", lit(null).cast("bigint")),
        CreditRow.class);
  }

  /** Those of a dead run's parts that have every row it wrote. */
  List<StagedPart> whole(UnfinishedRun run) {
    Map<Table, Map<LocalDate, Long>> found = new EnumMap<>(Table.class);
    for (Table table : PARTS) {
      Map<LocalDate, Long> rows = new TreeMap<>();
      ofParts(table, run.publicationId())
          .groupBy(dayOf(table).as("day"))
          .count()
          .collectAsList()
          .forEach(row -> rows.put(row.<java.sql.Date>getAs(0).toLocalDate(), row.getLong(1)));
      found.put(table, rows);
    }
    return run.staged().stream()
        .filter(part -> part.counts().equals(counts(found, part.days())))
        .toList();
  }

  private static Outcomes.Counts counts(Map<Table, Map<LocalDate, Long>> found, DayRange days) {
    return new Outcomes.Counts(
        count(found.get(Table.TOUCHPOINTS), days),
        count(found.get(Table.CONVERSIONS), days),
        count(found.get(Table.CREDITS_FINAL), days));
  }

  private static long count(Map<LocalDate, Long> rows, DayRange days) {
    return days.days().mapToLong(day -> rows.getOrDefault(day, 0L)).sum();
  }

  /** Removes what a dead run wrote but for these of its parts. */
  void keepOnly(String publicationId, List<StagedPart> parts) {
    Set<LocalDate> days = new TreeSet<>();
    parts.forEach(part -> part.days().days().forEach(days::add));
    for (Table table : WRITTEN) {
      Column kept =
          PARTS.contains(table)
              ? dayOf(table).isInCollection(days).and(ofAPart(table))
              : lit(false);
      remove(table, col("publication_id").equalTo(publicationId).and(not(kept)));
    }
  }

  /** Removes what a dead run left behind. */
  void remove(String publicationId) {
    for (Table table : WRITTEN) {
      remove(table, col("publication_id").equalTo(publicationId));
    }
  }

  private void remove(Table table, Column rows) {
    if (lake.exists(table) && !lake.read(table).where(rows).isEmpty()) {
      DeltaTable.forPath(lake.spark(), lake.location(table)).delete(rows);
    }
  }

  private Dataset<Row> ofParts(Table table, String publicationId) {
    return of(table, publicationId).where(ofAPart(table));
  }

  /** Adjustments are posted from the credit of all parts. */
  private static Column ofAPart(Table table) {
    return table == Table.CREDITS_FINAL ? col("adjustment_key").isNull() : lit(true);
  }

  private Column dayOf(Table table) {
    return table == Table.TOUCHPOINTS
        ? to_date(from_utc_timestamp(col("at"), zone.getId()))
        : col("conversion_day");
  }

  private Dataset<Row> of(Table table, String publicationId) {
    return lake.read(table).where(col("publication_id").equalTo(publicationId));
  }

  /** Most nights have none, and then nothing is committed. */
  private void appendCuts(List<Cut> cuts, String publicationId) {
    if (cuts.isEmpty()) {
      return;
    }
    List<IdentityCutRow> rows =
        cuts.stream().map(cut -> IdentityCutRow.of(cut, publicationId)).toList();
    lake.append(
        Table.IDENTITY_CUTS, Records.table(lake.spark(), rows, IdentityCutRow.class).coalesce(1));
  }
}

package dev.tributary.serving.lake;

import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.lake.LakeTable.Column;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the SQL that shows one table: the documented columns, and only the rows that count now.
 */
final class LakeViews {

  private LakeViews() {}

  /** A view without rows, for a table that nobody has written yet. */
  static String empty(LakeTable table) {
    return create(table, noRows(table));
  }

  /**
   * Orders of days before the boundary that no publication has seen: they came after their day's
   * run; and those that are published otherwise than the log has them now. A day that had nothing
   * then has no publication, and its orders wait like any other. Machines' orders never count, so
   * they do not wait.
   *
   * @param currency code of the reporting currency
   */
  static String awaitingRestatement(PublicationNote published, ZoneId zone, String currency) {
    String boundary = "TIMESTAMPTZ " + text(published.boundary().instant().toString());
    return create(
        LakeTable.AWAITING_RESTATEMENT,
        """
        SELECT CAST(occurred_at AT TIME ZONE %s AS DATE) AS day, currency,
               count(*) FILTER (NOT is_published) AS orders,
               coalesce(sum(value_minor) FILTER (NOT is_published), 0)::BIGINT AS revenue_minor,
               count(*) FILTER (is_published) AS changed
        FROM (%s)
        GROUP BY ALL
        """
            .formatted(text(zone.getId()), AwaitingRestatement.query(boundary, currency)));
  }

  private static String noRows(LakeTable table) {
    return table.columns().stream()
        .map(column -> "CAST(NULL AS " + column.type() + ") AS " + name(column.name()))
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  /** A view of a snapshot's files. */
  static String of(LakeTable table, TableFiles snapshot, PublicationNote published, ZoneId zone) {
    String rows = "SELECT " + columns(table, snapshot) + " FROM " + files(table, snapshot);
    return create(
        table,
        switch (table.current()) {
          case ALL_ROWS -> rows;
          case PUBLICATION_OF_ITS_DAY ->
              "SELECT * FROM ("
                  + rows
                  + ") WHERE ("
                  + dayOf(table, zone)
                  + ", publication_id) IN (SELECT (day, publication_id) FROM snapshot.days)";
          case ANY_CURRENT_PUBLICATION ->
              "SELECT * FROM ("
                  + rows
                  + ") WHERE publication_id IN (SELECT publication_id FROM snapshot.days)";
          case NEWEST_PUBLICATION ->
              "SELECT * FROM ("
                  + rows
                  + ") WHERE publication_id = "
                  + (published.publicationId() == null ? "NULL" : text(published.publicationId()));
          case NEWEST_REVISION ->
              "SELECT * FROM snapshot.last_provisional WHERE converted_at >= TIMESTAMPTZ "
                  + text(published.boundary().instant().toString());
          case WHAT_OTHERS_LACK -> throw new IllegalStateException(table + " has no files.");
        });
  }

  /** A touch belongs to the publication of its own day, an order to that of its conversion. */
  private static String dayOf(LakeTable table, ZoneId zone) {
    return switch (table) {
      case TOUCHPOINTS -> "CAST(\"at\" AT TIME ZONE " + text(zone.getId()) + " AS DATE)";
      case ADJUSTMENTS -> "posted_day";
      default -> "conversion_day";
    };
  }

  /**
   * What the speed layer last said of each conversion, published since or not: of each journey its
   * highest revision; of several journeys that claim one conversion the one received first.
   */
  static String lastProvisional(LakeTable table, Optional<TableFiles> snapshot) {
    String rows =
        snapshot
            .map(files -> "SELECT " + columns(table, files) + " FROM " + files(table, files))
            .orElse(noRows(table));
    String ofEachJourney =
        "SELECT * FROM ("
            + rows
            + ") QUALIFY revision = max(revision) OVER (PARTITION BY conversion_key, journey_key)";
    return "CREATE VIEW snapshot.last_provisional AS SELECT * FROM ("
        + ofEachJourney
        + ") QUALIFY rank() OVER (PARTITION BY conversion_key ORDER BY conversion_received_at,"
        + " conversion_collector_id, conversion_sequence, revision DESC, journey_key) = 1";
  }

  private static String columns(LakeTable table, TableFiles snapshot) {
    List<String> shown = new ArrayList<>();
    for (Column column : table.columns()) {
      String value =
          snapshot.columns().contains(column.name())
              ? reference(table, snapshot, column.name())
              : "NULL";
      shown.add("CAST(" + value + " AS " + column.type() + ") AS " + name(column.name()));
    }
    Set<String> known = table.columns().stream().map(Column::name).collect(Collectors.toSet());
    snapshot.columns().stream()
        .filter(column -> !known.contains(column))
        .forEach(column -> shown.add(reference(table, snapshot, column)));
    return String.join(", ", shown);
  }

  /** Writers may keep a partition's value in its files as well; the log's word counts. */
  private static String reference(LakeTable table, TableFiles snapshot, String column) {
    boolean partition =
        !snapshot.files().isEmpty() && snapshot.files().get(0).partition().containsKey(column);
    return partition ? "snapshot." + partitions(table) + "." + name(column) : name(column);
  }

  private static String files(LakeTable table, TableFiles snapshot) {
    String paths =
        snapshot.files().stream()
            .map(file -> text(file.path().toString()))
            .collect(Collectors.joining(", "));
    String parquet =
        "read_parquet(["
            + paths
            + "], filename = 'snapshot_file', hive_partitioning = false, union_by_name = true)";
    boolean partitioned = !snapshot.files().get(0).partition().isEmpty();
    return partitioned
        ? parquet + " JOIN snapshot." + partitions(table) + " USING (snapshot_file)"
        : parquet;
  }

  /** The helper table that gives each file its partition values. */
  static String partitions(LakeTable table) {
    return name(table.wire() + "_partitions");
  }

  private static String create(LakeTable table, String select) {
    return "CREATE VIEW " + name(table.wire()) + " AS " + select;
  }

  /** An identifier, quoted. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}

package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.Json;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;

/** The table publications: every run that published, current or not. */
public final class Publications {

  private final Lake lake;

  public Publications(Lake lake) {
    this.lake = lake;
  }

  /** What runs of that id meant to publish: of several, all but one died before they did. */
  public List<PublicationRow> ofRun(String runId) {
    return rows().filter(col("runId").equalTo(runId)).collectAsList();
  }

  /** The publications of these ids, the newest first. */
  public List<PublicationRow> named(Collection<String> publicationIds) {
    return rows()
        .filter(col("publicationId").isin(publicationIds.toArray()))
        .orderBy(col("publishedAt").desc())
        .collectAsList();
  }

  /** All of them, the newest first. */
  public List<PublicationRow> all() {
    return rows().orderBy(col("publishedAt").desc()).collectAsList();
  }

  /** The one made last. */
  public Optional<PublicationRow> newest() {
    return rows().orderBy(col("publishedAt").desc()).limit(1).collectAsList().stream().findFirst();
  }

  public void add(PublicationRow row) {
    lake.append(
        Table.PUBLICATIONS, Records.table(lake.spark(), List.of(row), PublicationRow.class));
  }

  /** What was published when that row was written, and is again after a rollback to it. */
  public static PublicationNote note(PublicationRow row) {
    Map<LocalDate, String> days = new HashMap<>();
    Json.texts(row.days()).forEach((day, id) -> days.put(LocalDate.parse(day), id));
    return new PublicationNote(row.publicationId(), new Boundary(row.boundary()), days);
  }

  /** The published days of a note, as the column days holds them. */
  public static String days(PublicationNote note) {
    SortedMap<String, String> days = new TreeMap<>();
    note.days().forEach((day, id) -> days.put(day.toString(), id));
    return Json.write(days);
  }

  private Dataset<PublicationRow> rows() {
    if (!lake.exists(Table.PUBLICATIONS)) {
      return lake.spark().emptyDataset(RecordEncoder.of(PublicationRow.class));
    }
    return Records.typed(lake.read(Table.PUBLICATIONS), PublicationRow.class);
  }
}

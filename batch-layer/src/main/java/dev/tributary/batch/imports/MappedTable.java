package dev.tributary.batch.imports;

import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.imports.EventMap;
import dev.tributary.core.imports.ImportConsent;
import dev.tributary.core.imports.MapException;
import dev.tributary.core.imports.MappedEvent;
import dev.tributary.lake.RecordEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** A table whose rows a map turns into events. */
final class MappedTable {

  private MappedTable() {}

  static EventMap map(Path file) {
    if (file == null) {
      throw new ImportException(
          "A table needs a map that says which columns make which events. Give one with --map.",
          null);
    }
    try {
      return EventMap.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new MapException(file.toString(), "it can't be read (" + e + ")", e);
    }
  }

  /**
   * What becomes of each row.
   *
   * @param name of the file as the user gave it, for errors
   */
  static Dataset<RowResult> results(
      SparkSession spark,
      Path file,
      String name,
      Door.Plan plan,
      ImportOptions options,
      EventMap map) {
    ZoneId zone = plan.settings().value(ReportingSettings.TIME_ZONE);
    ImportConsent consent = new ImportConsent(options.consent());
    List<String> own = new ArrayList<>(options.ownDomains());
    TableFile table = TableFile.open(spark, file, name);
    List<MappedEntry> entries = entries(spark, zone, table, options.map().toString(), map);
    int fault = table.rows().schema().fieldIndex(TableFile.FAULT);
    JavaPairRDD<InternalRow, Long> numbered =
        ((org.apache.spark.sql.classic.Dataset<?>) table.rows())
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .zipWithIndex();
    JavaRDD<RowResult> results =
        numbered.mapPartitions(
            rows -> {
              MappedRows reader =
                  new MappedRows(
                      new Door(plan), new MappedEvent(zone, consent, own), entries, fault);
              return admitted(rows, reader);
            });
    return spark.createDataset(results.rdd(), RecordEncoder.of(RowResult.class));
  }

  private static Iterator<RowResult> admitted(
      Iterator<Tuple2<InternalRow, Long>> rows, MappedRows reader) {
    Iterable<Tuple2<InternalRow, Long>> once = () -> rows;
    Stream<Tuple2<InternalRow, Long>> stream = StreamSupport.stream(once.spliterator(), false);
    return stream.flatMap(row -> reader.results(row._2() + 1, row._1()).stream()).iterator();
  }

  /** Expressions take times without an offset in the reporting zone, like the map's own. */
  private static List<MappedEntry> entries(
      SparkSession spark, ZoneId zone, TableFile table, String mapFile, EventMap map) {
    String before = spark.conf().get("spark.sql.session.timeZone");
    spark.conf().set("spark.sql.session.timeZone", zone.getId());
    try {
      List<MappedEntry> entries = new ArrayList<>();
      for (EventMap.Entry entry : map.entries()) {
        entries.add(entry(spark, table, mapFile, entry, entries.size() + 1));
      }
      return entries;
    } finally {
      spark.conf().set("spark.sql.session.timeZone", before);
    }
  }

  private static MappedEntry entry(
      SparkSession spark, TableFile table, String mapFile, EventMap.Entry entry, int number) {
    StructType columns = table.rows().schema();
    String place = " of entry " + number;
    LinkedHashMap<String, RowExpression> fields = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : entry.fields().entrySet()) {
      String sql = asWritten(table, field.getKey(), field.getValue().strip());
      fields.put(
          field.getKey(),
          RowExpression.compile(spark, columns, mapFile, field.getKey() + place, sql));
    }
    return new MappedEntry(
        number,
        RowExpression.compile(spark, columns, mapFile, "when" + place, entry.when()),
        fields);
  }

  /** A text field that is a column and nothing else takes the cell as it stands in the file. */
  private static String asWritten(TableFile table, String field, String sql) {
    String name =
        sql.startsWith("`") && sql.endsWith("`") ? sql.substring(1, sql.length() - 1) : sql;
    return MappedEvent.takesText(field)
        ? table.names().stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map(column -> "`" + TableFile.textOf(column).replace("`", "``") + "`")
            .orElse(sql)
        : sql;
  }
}

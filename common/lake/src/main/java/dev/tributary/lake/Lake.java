package dev.tributary.lake;

import static org.apache.spark.sql.functions.lit;

import dev.tributary.core.config.LakeLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** All our tables at one place, a local folder or a bucket, seen from one session. */
public final class Lake {

  private final SparkSession spark;
  private final LakeLocation location;

  /** The tables at that place, whether they exist yet or not. */
  public Lake(SparkSession spark, LakeLocation location) {
    this.spark = spark;
    this.location = location;
  }

  /**
   * The tables of that local folder, whether they exist yet or not.
   *
   * @param folder holds one folder a table
   */
  public Lake(SparkSession spark, Path folder) {
    this(spark, LakeLocation.of(folder));
  }

  public SparkSession spark() {
    return spark;
  }

  /** The address of a table, as Spark's readers and writers take it. */
  public String location(Table table) {
    return location.table(table.tableName());
  }

  /** A file beside the tables, where they lie on a local disk. */
  Optional<Path> besideTables(String name) {
    return location.isRemote() ? Optional.empty() : Optional.of(location.folder().resolve(name));
  }

  /**
   * Creates the tables that do not exist yet, but for those of the batch's layout; two processes
   * may do so at once.
   */
  public void createTables() {
    for (Table table : Table.values()) {
      if (!table.isLayout()) {
        create(table);
      }
    }
  }

  public boolean exists(Table table) {
    return hasLog(table) && version(table) >= 0;
  }

  private boolean hasLog(Table table) {
    org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(location(table), "_delta_log");
    try {
      return log.getFileSystem(spark.sessionState().newHadoopConf()).exists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The table "
              + location(table)
              + " can't be reached: "
              + e.getMessage()
              + ". See that lake.location is right, the service answers and the credentials in"
              + " the environment may read and write there.",
          e);
    }
  }

  /** The newest version of a table; -1 where nobody has written it. */
  public long version(Table table) {
    return DeltaLog.forTable(spark, location(table))
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  /** Names this very table: one that is deleted and made again has another. */
  public String identity(Table table) {
    return DeltaLog.forTable(spark, location(table))
        .update(false, Option.empty(), Option.empty())
        .metadata()
        .id();
  }

  /** The table's rows as of now; a column that a table of an earlier release lacks is null. */
  public Dataset<Row> read(Table table) {
    Dataset<Row> rows = spark.read().format("delta").load(location(table));
    Set<String> known = Set.of(rows.columns());
    for (StructField column : definition(table).fields()) {
      if (!known.contains(column.name())) {
        rows = rows.withColumn(column.name(), lit(null).cast(column.dataType()));
      }
    }
    return rows;
  }

  /** The table's rows as of a version. */
  public Dataset<Row> readVersion(Table table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(location(table));
  }

  /** The columns that a table is created with. */
  public static StructType definition(Table table) {
    return TableDefinition.columns(table);
  }

  /** The columns that a table has. */
  public StructType schema(Table table) {
    return spark.read().format("delta").load(location(table)).schema();
  }

  /** Adds rows; columns are matched by name and missing ones are null. */
  public void append(Table table, Dataset<Row> rows) {
    rows.write().format("delta").mode("append").save(location(table));
  }

  /** Adds rows and says of the commit what {@link #note} answers. */
  public void append(Table table, Dataset<Row> rows, String note) {
    rows.write().format("delta").mode("append").option("userMetadata", note).save(location(table));
  }

  /** Puts rows in the place of all that the table holds; readers see the old or the new. */
  public void replace(Table table, Dataset<Row> rows, String note) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("mergeSchema", "true")
        .option("userMetadata", note)
        .save(location(table));
  }

  /** What the last commit that changed the table's rows said of itself, if anything. */
  public Optional<String> note(Table table, long version) {
    return TableNotes.newest(spark, location(table), version);
  }

  /** When the table's newest version was made, by the clock of who made it. */
  public Instant lastChanged(Table table) {
    return Instant.ofEpochMilli(
        DeltaLog.forTable(spark, location(table))
            .update(false, Option.empty(), Option.empty())
            .timestamp());
  }

  /** Whether every file of a version is still there: vacuum removes those of old ones. */
  public boolean holds(Table table, long version) {
    return TableChanges.holds(spark, location(table), version, version(table));
  }

  /** What a table gained and lost after {@code from}, where its log and files still tell. */
  public Optional<TableChanges> changes(Table table, long from, long to) {
    return TableChanges.between(spark, location(table), from, to);
  }

  /**
   * Adds rows exactly once, however often it is called with the same application and version.
   *
   * @param application names the writer; a writer that begins to count anew takes another name
   * @param version counts this writer's batches, upwards
   */
  public void appendOnce(Table table, Dataset<Row> rows, String application, long version) {
    rows.write()
        .format("delta")
        .mode("append")
        .option("txnAppId", application)
        .option("txnVersion", version)
        .save(location(table));
  }

  /** The last batch that a version holds of each application of {@link #appendOnce}. */
  public Map<String, Long> batches(Table table, long version) {
    Map<String, Long> batches = new HashMap<>();
    CollectionConverters.asJava(
            DeltaLog.forTable(spark, location(table))
                .getSnapshotAt(version, Option.empty(), Option.empty(), false)
                .setTransactions())
        .forEach(batch -> batches.put(batch.appId(), batch.version()));
    return batches;
  }

  private void empty(Table table) {
    spark
        .createDataFrame(List.<Row>of(), definition(table))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(location(table));
  }

  private void addMissingColumns(Table table) {
    String missing = missingColumns(table);
    if (missing.isEmpty()) {
      return;
    }
    try {
      spark.sql("ALTER TABLE delta.`" + location(table) + "` ADD COLUMNS (" + missing + ")");
    } catch (Exception e) {
      // Another process may have added them meanwhile, which is what we wanted.
      if (!missingColumns(table).isEmpty()) {
        throw e;
      }
    }
  }

  private String missingColumns(Table table) {
    Set<String> known =
        Set.of(
            DeltaLog.forTable(spark, location(table))
                .update(false, Option.empty(), Option.empty())
                .schema()
                .fieldNames());
    return Arrays.stream(TableDefinition.columns(table).fields())
        .filter(column -> !known.contains(column.name()))
        .map(StructField::toDDL)
        .collect(Collectors.joining(", "));
  }

  /**
   * Creates one table if it does not exist, and adds the columns that an older one lacks. Where an
   * older one of the layout has other columns it is emptied, since it can be made again.
   */
  public void create(Table table) {
    if (exists(table)) {
      if (table.isLayout() && !schema(table).sameType(definition(table))) {
        empty(table);
      } else {
        addMissingColumns(table);
      }
      return;
    }
    try {
      spark.sql(TableDefinition.sql(table, location(table)));
    } catch (Exception e) {
      // Another process may have created it meanwhile, which is what we wanted.
      if (!exists(table)) {
        throw e;
      }
    }
  }
}

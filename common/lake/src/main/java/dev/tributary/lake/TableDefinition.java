package dev.tributary.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.StructType;

/** The SQL that creates a table, read from its resource. */
final class TableDefinition {

  /** What every table has, so that readers other than Spark read it right. */
  private static final String PROPERTIES =
      """
      'delta.enableDeletionVectors' = 'false',
        'delta.columnMapping.mode' = 'none',
        'delta.checkpointPolicy' = 'classic'""";

  private TableDefinition() {}

  /** CREATE TABLE IF NOT EXISTS for the Delta table in that folder. */
  static String sql(Table table, String location) {
    return resource(table)
        .replace("${table}", "delta.`" + location + "`")
        .replace("${properties}", PROPERTIES);
  }

  /** The columns of the definition. */
  static StructType columns(Table table) {
    String sql = resource(table);
    return StructType.fromDDL(sql.substring(sql.indexOf('(') + 1, sql.indexOf("\n)\n")));
  }

  private static String resource(Table table) {
    String name = "tables/" + table.tableName() + ".sql";
    try (InputStream in = TableDefinition.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing from the build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

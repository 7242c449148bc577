package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import dev.tributary.core.imports.EventTable;
import dev.tributary.core.imports.TableException;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A table with a header line (RFC 4180), its columns typed by content.
 *
 * @param names of its columns
 * @param rows the typed columns under their names, each once more as text under {@link #textOf},
 *     and {@link #FAULT}, which is null for a row that can be used
 */
record TableFile(List<String> names, Dataset<Row> rows) {

  static final String FAULT = "__fault";

  private static final StructType FAULT_PARTS =
      new StructType().add("reason", "string").add("problem", "string").add("remedy", "string");

  /**
   * Opens a table whose rows can be told apart to its end.
   *
   * @param name as the user gave it, for errors
   * @throws ImportException when they can't, or there is no header
   */
  static TableFile open(SparkSession spark, Path file, String name) {
    List<String> names = names(file, name);
    StructType schema = new StructType();
    for (String column : names) {
      schema = schema.add(column, "string");
    }
    String path = file.toString();
    JavaRDD<Row> read =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(path), 1)
            .flatMap(TableFile::rows);
    Dataset<Row> texts = spark.createDataFrame(read, schema.add(FAULT, FAULT_PARTS));
    List<String> types = ColumnTypes.of(texts.where(col(FAULT).isNull()), names);
    List<Column> typed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Column text = ColumnTypes.quoted(names.get(i));
      Column number = when(col(FAULT).isNull(), text.cast(types.get(i)));
      typed.add((types.get(i).equals("string") ? text : number).as(names.get(i)));
    }
    names.forEach(column -> typed.add(ColumnTypes.quoted(column).as(textOf(column))));
    typed.add(col(FAULT));
    return new TableFile(names, texts.select(typed.toArray(Column[]::new)));
  }

  /** The column that holds another's cells as they stand in the file. */
  static String textOf(String name) {
    return "__text_" + name;
  }

  /** Why a row can't be used, or null. */
  static Rejection fault(InternalRow row, int place) {
    if (row.isNullAt(place)) {
      return null;
    }
    InternalRow fault = row.getStruct(place, FAULT_PARTS.length());
    return new Rejection(
        Reason.valueOf(fault.getString(0)), fault.getString(1), fault.getString(2));
  }

  private static List<String> names(Path file, String name) {
    try (InputStream whole = SourceFile.open(file);
        InputStream beginning = SourceFile.open(file)) {
      EventTable.check(whole);
      return new EventTable(beginning).names();
    } catch (TableException e) {
      throw new ImportException(
          name + " can't be imported, and nothing of it was. " + e.getMessage(), e);
    } catch (IOException e) {
      throw SourceFile.unreadable(name, e);
    }
  }

  /** Within a task. */
  private static Iterator<Row> rows(String path) throws IOException {
    InputStream in = SourceFile.open(Path.of(path));
    TaskCompletionListener close = task -> closed(in);
    TaskContext.get().addTaskCompletionListener(close);
    EventTable table = new EventTable(in);
    return Stream.generate(() -> next(table)).takeWhile(Objects::nonNull).iterator();
  }

  private static Row next(EventTable table) {
    try {
      EventTable.Row row = table.next();
      return row == null ? null : sparkRow(row, table.names().size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row sparkRow(EventTable.Row row, int width) {
    Object[] cells = row.cells().toArray(new Object[width + 1]);
    Rejection fault = row.fault();
    cells[width] =
        fault == null
            ? null
            : RowFactory.create(fault.reason().name(), fault.problem(), fault.remedy());
    return RowFactory.create(cells);
  }

  private static void closed(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

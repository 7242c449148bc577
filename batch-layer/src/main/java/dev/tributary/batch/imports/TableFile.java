package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table with a header line (RFC 4180), its columns typed by content.
 *
 * @param names of its columns
 * @param rows the typed columns under their names, each once more as text under {@link #textOf},
 *     and {@link #BROKEN}, which is null for a row that has the header's cells
 */
record TableFile(List<String> names, Dataset<Row> rows) {

  static final String BROKEN = "__broken_row";

  static TableFile open(SparkSession spark, Path file) {
    String path = file.toUri().toString();
    List<String> names =
        Arrays.stream(reader(spark).option("inferSchema", "false").csv(path).columns())
            .map(name -> name.replace("\uFEFF", "").strip())
            .toList();
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, "string");
    }
    Dataset<Row> read =
        reader(spark)
            .schema(schema.add(BROKEN, "string"))
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", BROKEN)
            .csv(path);
    List<Column> emptyAsNull = new ArrayList<>();
    names.forEach(name -> emptyAsNull.add(emptyAsNull(name)));
    emptyAsNull.add(col(BROKEN));
    Dataset<Row> texts = read.select(emptyAsNull.toArray(Column[]::new));
    List<String> types = ColumnTypes.of(texts.where(col(BROKEN).isNull()), names);
    List<Column> typed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Column text = ColumnTypes.quoted(names.get(i));
      Column number = when(col(BROKEN).isNull(), text.cast(types.get(i)));
      typed.add((types.get(i).equals("string") ? text : number).as(names.get(i)));
    }
    names.forEach(name -> typed.add(ColumnTypes.quoted(name).as(textOf(name))));
    typed.add(col(BROKEN));
    return new TableFile(names, texts.select(typed.toArray(Column[]::new)));
  }

  /** The column that holds another's cells as they stand in the file. */
  static String textOf(String name) {
    return "__text_" + name;
  }

  private static Column emptyAsNull(String name) {
    Column cell = ColumnTypes.quoted(name);
    return when(cell.notEqual(lit("")), cell).as(name);
  }

  private static DataFrameReader reader(SparkSession spark) {
    return spark
        .read()
        .option("header", "true")
        .option("multiLine", "true")
        .option("quote", "\"")
        .option("escape", "\"")
        .option("encoding", "UTF-8");
  }
}

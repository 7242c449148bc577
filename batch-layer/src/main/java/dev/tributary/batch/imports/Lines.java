package dev.tributary.batch.imports;

import dev.tributary.core.imports.RowReading;
import dev.tributary.lake.RecordEncoder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Files that are read line by line. */
final class Lines {

  private Lines() {}

  /** Reads one line, numbered from 1. */
  interface Reader {
    RowReading read(long number, byte[] line);
  }

  /** Makes a reader within a task. */
  interface ReaderFactory extends Serializable {
    Reader open(Door.Plan plan);
  }

  /** The file's lines in order, as bytes; a name that ends in .gz is unpacked. */
  static JavaRDD<byte[]> of(SparkSession spark, Path file) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .hadoopFile(file.toUri().toString(), TextInputFormat.class, LongWritable.class, Text.class)
        .map(line -> Arrays.copyOf(line._2().getBytes(), line._2().getLength()));
  }

  /** What becomes of each line. */
  static Dataset<RowResult> results(
      SparkSession spark, Path file, Door.Plan plan, ReaderFactory readers) {
    JavaPairRDD<byte[], Long> numbered = of(spark, file).zipWithIndex();
    JavaRDD<RowResult> results =
        numbered.mapPartitions(lines -> admitted(lines, new Door(plan), readers.open(plan)));
    return spark.createDataset(results.rdd(), RecordEncoder.of(RowResult.class));
  }

  private static Iterator<RowResult> admitted(
      Iterator<Tuple2<byte[], Long>> lines, Door door, Reader reader) {
    Iterable<Tuple2<byte[], Long>> once = () -> lines;
    Stream<Tuple2<byte[], Long>> stream = StreamSupport.stream(once.spliterator(), false);
    return stream
        .flatMap(
            line -> {
              long number = line._2() + 1;
              return door.results(number, reader.read(number, line._1())).stream();
            })
        .iterator();
  }
}

package dev.tributary.serving.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of one snapshot of a table.
 *
 * @param version of the table, counts from 0
 * @param columns names of all columns, in the table's order, partition columns included
 */
record TableFiles(long version, List<String> columns, List<DataFile> files) {

  /**
   * One Parquet file.
   *
   * @param partition values of the partition columns, which the file itself does not hold; a value
   *     may be null
   */
  record DataFile(Path path, Map<String, String> partition) {}
}

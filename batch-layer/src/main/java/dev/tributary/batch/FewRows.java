package dev.tributary.batch;

import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;

/** Rows that are held for several readings and are few beside the log. */
public final class FewRows {

  private FewRows() {}

  /**
   * Held with a task a core. A shuffle has as many parts as the whole log asks for, and rows that
   * are held keep them: each would be a task of every reading, however little lies in it. A task
   * makes its parts one after the other, so that it needs no more memory than for one.
   */
  public static <T> Dataset<T> held(Dataset<T> rows) {
    return rows.coalesce(rows.sparkSession().sparkContext().defaultParallelism())
        .persist(StorageLevel.MEMORY_AND_DISK());
  }
}

package dev.tributary.serving.lake;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Asks Delta Kernel which files make up the newest snapshot of a table. */
final class SnapshotReader {

  private final Engine engine = DefaultEngine.create(new LocalFileIO());

  /**
   * The newest snapshot.
   *
   * @param table the table's folder
   * @return empty where no table has been made there yet
   * @throws LakeException when the log is there and can't be read
   */
  Optional<TableFiles> newest(Path table) {
    if (!CommitLog.of(table).started()) {
      return Optional.empty();
    }
    try {
      Snapshot snapshot = TableManager.loadSnapshot(table.toString()).build(engine);
      return Optional.of(
          new TableFiles(
              snapshot.getVersion(), snapshot.getSchema().fieldNames(), files(snapshot)));
    } catch (IOException | UncheckedIOException | KernelException | KernelEngineException e) {
      throw new LakeException(
          "The table " + table.getFileName() + " can't be read: " + e.getMessage() + ".",
          "Its log in " + table.resolve("_delta_log") + " must be complete and readable.",
          e);
    }
  }

  private List<TableFiles.DataFile> files(Snapshot snapshot) throws IOException {
    List<TableFiles.DataFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(file(rows.next()));
          }
        }
      }
    }
    return Collections.unmodifiableList(files);
  }

  private static TableFiles.DataFile file(Row row) {
    if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row) != null) {
      throw new LakeException(
          "The table uses deletion vectors, which this reader would ignore.",
          "Rewrite it without: tables for BI do not use them.",
          null);
    }
    return new TableFiles.DataFile(
        LocalFileIO.local(InternalScanFileUtils.getAddFileStatus(row).getPath()),
        InternalScanFileUtils.getPartitionValues(row));
  }
}

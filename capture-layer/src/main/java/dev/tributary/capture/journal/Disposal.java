package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes segments out of a journal's folder. Safe for any thread. */
final class Disposal {

  private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

  private final Path directory;
  private final Set<Long> damaged = ConcurrentHashMap.newKeySet();

  Disposal(Path directory) {
    this.directory = directory;
  }

  /** A segment that could not be read everywhere: it is kept for inspection, not deleted. */
  void keepAside(long segment) {
    damaged.add(segment);
  }

  /**
   * Deletes a segment that is released, or sets it aside where it is to be kept.
   *
   * @return false where the disk refuses; to be tried again
   */
  boolean ofReleased(long segment) {
    Path file = SegmentFile.path(directory, segment);
    try {
      if (damaged.contains(segment) && Files.exists(file)) {
        JournalRecovery.setAside(file);
      }
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "The shipped journal segment {} can't be deleted: {}. It is tried again; free the disk"
              + " or mend its permissions.",
          file,
          e.getMessage());
      return false;
    }
  }

  /** Sets a segment aside that can't be read. */
  void setAside(long segment) throws IOException {
    JournalRecovery.setAside(SegmentFile.path(directory, segment));
  }

  /** It is no longer here. */
  void forget(long segment) {
    damaged.remove(segment);
  }
}

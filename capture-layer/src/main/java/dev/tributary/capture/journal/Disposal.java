package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes segments out of a journal's folder. Safe for any thread. */
final class Disposal {

  private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

  private final Path directory;
  private final Set<Long> damaged = ConcurrentHashMap.newKeySet();
  private final Set<Long> refused = ConcurrentHashMap.newKeySet();

  Disposal(Path directory) {
    this.directory = directory;
  }

  /** A segment that could not be read everywhere: it is kept for inspection, not deleted. */
  void keepAside(long segment) {
    damaged.add(segment);
  }

  /**
   * Deletes a segment, or sets it aside where it is to be kept.
   *
   * @return false where the disk refuses; to be tried again
   */
  boolean takenOut(long segment) {
    Path file = SegmentFile.path(directory, segment);
    try {
      if (damaged.contains(segment)) {
        setAside(file);
      } else {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (NoSuchFileException e) {
      LOG.warn("The journal segment {} was to be set aside and is gone.", file);
      return true;
    } catch (IOException e) {
      if (refused.add(segment)) {
        LOG.warn(
            "The journal segment {} is done with and can't be deleted, or set aside where it is"
                + " damaged: {}. It is tried again every second; mend its permissions, or see what"
                + " is in the way.",
            file,
            e.toString());
      }
      return false;
    }
  }

  private static void setAside(Path file) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether there are segments that the disk refused to let go of. */
  boolean refused() {
    return !refused.isEmpty();
  }

  /** It is no longer here. */
  void forget(long segment) {
    damaged.remove(segment);
    refused.remove(segment);
  }
}

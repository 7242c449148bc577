package dev.tributary.capture.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of signed links as the redirect uses them; a file that can't be read changes nothing.
 */
public final class LiveKeys {

  private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);

  private final Path file;
  private volatile LinkKeys keys = new LinkKeys(List.of());
  private FileTime seen;

  public LiveKeys(Path file) {
    this.file = file;
    refresh();
  }

  public LinkKeys keys() {
    return keys;
  }

  /** Takes the file's newest state over, when it has changed. */
  public synchronized void refresh() {
    try {
      FileTime modified = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
      if (modified != null && !modified.equals(seen)) {
        keys = LinkKeys.read(file);
        seen = modified;
      }
    } catch (IOException e) {
      LOG.error(
          "The keys of signed links can't be read: {}. The last good ones go on; mend or restore"
              + " the file.",
          e.getMessage());
    }
  }
}

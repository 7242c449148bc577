package dev.tributary.capture.link;

import dev.tributary.capture.file.GoodCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What else than the file of links tells which were registered: the copy of its last good state,
 * and the audit trail. A link is ended, never removed, so that a file that lacks one of these is
 * not the registry's.
 */
final class KnownLinks {

  private static final Logger LOG = LoggerFactory.getLogger(KnownLinks.class);

  private final Path copy;
  private final LinkAudit audit;

  /**
   * Of that registry.
   *
   * @param file {@code links.json}
   */
  KnownLinks(Path file, LinkAudit audit) {
    this.copy = GoodCopy.of(file);
    this.audit = audit;
  }

  Path copy() {
    return copy;
  }

  /** The links of the last good copy; none where there is no such copy or it is damaged itself. */
  LinkFile copied() {
    try {
      return LinkJson.read(Files.readAllBytes(copy));
    } catch (NoSuchFileException e) {
      return LinkFile.NONE;
    } catch (IOException e) {
      LOG.warn("The last good copy of the links, {}, can't be read: {}.", copy, e.toString());
      return LinkFile.NONE;
    }
  }

  /** Whether any link was ever registered. */
  boolean any() {
    return !copied().links().isEmpty()
        || audit.entries().stream().anyMatch(entry -> entry.action().equals("add"));
  }
}

package dev.tributary.capture.link;

import dev.tributary.capture.file.LiveFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What else than the file of links tells which were registered: the copy that a capture keeps of
 * its last good state, and the audit trail. A link is ended, never removed, so that a file that
 * lacks one of these is not the registry's.
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
    this.copy = LiveFile.copyOf(file);
    this.audit = audit;
  }

  Path copy() {
    return copy;
  }

  /** The links of the last good copy; none where there is no such copy or it is damaged itself. */
  List<Link> copied() {
    try {
      return LinkJson.read(Files.readAllBytes(copy));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("The last good copy of the links, {}, can't be read: {}.", copy, e.toString());
      return List.of();
    }
  }

  /** Whether any link was ever registered. */
  boolean any() {
    return !copied().isEmpty()
        || audit.entries().stream().anyMatch(entry -> entry.action().equals("add"));
  }

  /** The ids of the last good copy that those links lack. */
  Set<String> missingIn(List<Link> links) {
    return missing(ids(copied()), links);
  }

  static Set<String> missing(Set<String> known, List<Link> links) {
    Set<String> missing = new HashSet<>(known);
    missing.removeAll(ids(links));
    return missing;
  }

  static Set<String> ids(List<Link> links) {
    return links.stream().map(Link::id).collect(Collectors.toSet());
  }
}

package dev.tributary.capture.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links as the redirect sees them: a map in memory, exchanged whole when the file has changed.
 * A file that can't be read changes nothing: the last good copy goes on.
 */
public final class LiveLinks {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLinks.class);

  private record Stamp(long size, long modifiedNanos, Object inode) {}

  private static final Stamp ABSENT = new Stamp(-1, 0, null);

  private final Path file;
  private volatile Map<String, Redirect> redirects = Map.of();
  private volatile String fault;
  private Stamp seen = ABSENT;

  public LiveLinks(Path file) {
    this.file = file;
    refresh();
  }

  /** The link of that id, or null; a link that was registered a moment ago is found too. */
  public Redirect find(String id) {
    Redirect known = redirects.get(id);
    if (known != null) {
      return known;
    }
    refresh();
    return redirects.get(id);
  }

  public int size() {
    return redirects.size();
  }

  /** Why the file's newest state is not in use, or null when it is. */
  public String fault() {
    return fault;
  }

  /** Takes the file's newest state over, when it has changed. */
  public synchronized void refresh() {
    Stamp stamp = stamp();
    if (stamp.equals(seen)) {
      return;
    }
    seen = stamp;
    try {
      redirects = load();
      fault = null;
      LOG.info("{} links in use.", redirects.size());
    } catch (IOException e) {
      fault = "The file of links " + file + " can't be read: " + e.getMessage() + ".";
      LOG.error(
          "{} The last good copy of {} links goes on; mend or restore the file.",
          fault,
          redirects.size());
    }
  }

  private Map<String, Redirect> load() throws IOException {
    Map<String, Redirect> fresh = new HashMap<>();
    for (Link link : read()) {
      try {
        fresh.put(link.id(), Redirect.to(link));
      } catch (LinkException e) {
        LOG.error("The link '{}' is not followed: {}", link.id(), e.getMessage());
      }
    }
    return fresh;
  }

  private List<Link> read() throws IOException {
    try {
      return LinkJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      if (redirects.isEmpty()) {
        return List.of();
      }
      throw new IOException("it is gone", e);
    }
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
          attributes.fileKey());
    } catch (NoSuchFileException e) {
      return ABSENT;
    } catch (IOException e) {
      LOG.warn("The file of links {} can't be looked at: {}", file, e.getMessage());
      return seen;
    }
  }
}

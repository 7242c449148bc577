package dev.tributary.capture.link;

import dev.tributary.capture.file.LiveFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links as the redirect sees them: a map in memory, exchanged whole when the file has changed.
 * A file that can't be read, lacks links that it had or is an older copy changes nothing: the last
 * good copy goes on, after a restart too.
 */
public final class LiveLinks {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLinks.class);

  private static final long LOOK_MILLIS = 1_000;

  private final LiveFile<Map<String, Redirect>> links;
  private final Executor disk;
  private final AtomicReference<CompletableFuture<Void>> look = new AtomicReference<>();
  private LinkFile registered;

  /**
   * Reads a file for the first time.
   *
   * @param disk carries out what may have to wait for the disk
   */
  public LiveLinks(Path file, Executor disk) {
    this.disk = disk;
    registered = new KnownLinks(file, new LinkAudit(file)).copied();
    links = LiveFile.copied(file, this::load, Map.of(), System::nanoTime);
  }

  /** The link of that id, or null. */
  public Redirect find(String id) {
    return links.value().get(id);
  }

  /**
   * The link of that id, or null, after another look at the file: one that was registered a moment
   * ago is found too. All who ask meanwhile share a look; a disk that holds it up for longer than a
   * second is not waited for.
   */
  public CompletableFuture<Redirect> seek(String id) {
    return looked().thenApply(done -> find(id));
  }

  private CompletableFuture<Void> looked() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> shared = look.updateAndGet(theirs -> theirs == null ? mine : theirs);
    if (shared == mine) {
      mine.completeOnTimeout(null, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      disk.execute(
          () -> {
            look.set(null); // Who asks from here on may know of a link that this look misses.
            refresh();
            mine.complete(null);
          });
    }
    return shared;
  }

  public int size() {
    return links.value().size();
  }

  /** Why the file's newest state is not in use, or null when it is. */
  public String fault() {
    return links.fault();
  }

  /** Takes the file's newest state over, when it has changed. */
  public void refresh() {
    links.refresh();
  }

  /** Called by the file, one time after the other. */
  private Map<String, Redirect> load(byte[] bytes) throws IOException {
    LinkFile read = LinkJson.read(bytes);
    String fault = read.faultBeside(registered);
    if (fault != null) {
      throw new IOException(fault + "; see 'tributary links restore'");
    }
    Map<String, Redirect> fresh = new HashMap<>();
    for (Link link : read.links()) {
      try {
        fresh.put(link.id(), Redirect.to(link));
      } catch (LinkException e) {
        LOG.error("The link '{}' is not followed: {}", link.id(), e.getMessage());
      }
    }
    registered = read;
    LOG.info("{} links in use.", fresh.size());
    return fresh;
  }
}

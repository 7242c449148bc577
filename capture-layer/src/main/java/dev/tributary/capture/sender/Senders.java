package dev.tributary.capture.sender;

import dev.tributary.capture.key.BearerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may post, as the edge asks it. A file that can't be read changes nothing: the last good copy
 * goes on. Any thread may ask.
 */
public final class Senders {

  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

  private final Path file;
  private final LongSupplier nanos;
  private final Map<String, Allowance> allowances = new HashMap<>();
  private volatile List<Sender> senders = List.of();
  private FileTime seen;

  public Senders(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    refresh();
  }

  /** Takes the file's newest state over, when it has changed. */
  public synchronized void refresh() {
    try {
      FileTime modified = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
      if (modified != null && !modified.equals(seen)) {
        senders = List.copyOf(new SenderRegistry(file).list());
        allowances.clear();
        seen = modified;
      }
    } catch (IOException e) {
      LOG.error(
          "The senders can't be read: {}. The last good copy goes on; mend or restore {}.",
          e.getMessage(),
          file);
    }
  }

  /** Whether a server has to show a key: as soon as any is registered. */
  public boolean required() {
    return !senders.isEmpty();
  }

  /**
   * Whose key that is, or null.
   *
   * @param authorization the header as sent; may be null
   */
  public Sender of(String authorization) {
    byte[] hash = BearerKey.shown(authorization);
    if (hash == null) {
      return null;
    }
    Sender found = null;
    for (Sender sender : senders) {
      // Every one is compared, so that the time tells nothing of who matched.
      found = sender.has(hash) ? sender : found;
    }
    return found;
  }

  /** Takes events off a sender's quota; false, and none taken, when it has sent too many. */
  public boolean take(Sender sender, int events) {
    if (sender.eventsPerMinute() == 0) {
      return true;
    }
    synchronized (this) {
      long now = nanos.getAsLong();
      return allowances
          .computeIfAbsent(
              sender.name(),
              name -> new Allowance(sender.eventsPerMinute(), sender.eventsPerMinute() / 60.0, now))
          .take(events, now);
    }
  }
}

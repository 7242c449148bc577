package dev.tributary.capture.sender;

import dev.tributary.capture.file.LiveFile;
import dev.tributary.capture.key.BearerKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who may post, as the edge asks it. A file that can't be read changes nothing: the last good copy
 * goes on, after a restart too. Any thread may ask.
 */
public final class Senders {

  private final LiveFile<List<Sender>> senders;
  private final LongSupplier nanos;
  private final Map<String, Allowance> allowances = new HashMap<>();
  private List<Sender> allowed;

  public Senders(Path file, LongSupplier nanos) {
    this.senders = LiveFile.copied(file, SenderRegistry::of, List.of(), nanos);
    this.nanos = nanos;
  }

  /** Takes the file's newest state over, when it has changed. */
  public void refresh() {
    senders.refresh();
  }

  /**
   * Whether a server has to show a key: as soon as any is registered, and where nobody can tell
   * whether any is.
   */
  public boolean required() {
    return !senders.known() || !senders.value().isEmpty();
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
    for (Sender sender : senders.value()) {
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
      List<Sender> current = senders.value();
      if (current != allowed) { // Another quota begins anew.
        allowances.clear();
        allowed = current;
      }
      long now = nanos.getAsLong();
      return allowances
          .computeIfAbsent(
              sender.name(),
              name -> new Allowance(sender.eventsPerMinute(), sender.eventsPerMinute() / 60.0, now))
          .take(events, now);
    }
  }
}

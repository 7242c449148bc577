package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that the disk refuses to give, and for how long. A cable, a path that fails over or a
 * server that starts again gives them back in a while, so that only what was refused again and
 * again for {@link #LASTING} is given up. Safe for any thread.
 */
final class Refusals implements OnRefusal {

  static final Duration LASTING = Duration.ofMinutes(1);

  static final int PAGE_BYTES = 4096;

  /** Who asks again later than that does not know what the disk would have said meanwhile. */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private record Page(long segment, long number) {}

  private record Run(long since, long until) {}

  private final LongSupplier nanos;
  private final Map<Page, Run> runs = new HashMap<>();
  private final Set<Page> givenUp = new HashSet<>();

  /**
   * Nothing was refused yet.
   *
   * @param nanos the monotonic clock
   */
  Refusals(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public long now() {
    return nanos.getAsLong();
  }

  @Override
  public synchronized boolean givesUp(
      Path file, long segment, long number, long askedAt, IOException refusal) {
    Page page = new Page(segment, number);
    if (givenUp.contains(page)) {
      return true;
    }
    if (runs.keySet().stream().noneMatch(one -> one.segment() == segment)) {
      LOG.error(
          "The disk does not give {} {}: {}. It is asked again; what it refuses for {} s is given up"
              + " and counts as missing. Shipping to Kafka waits until then. Check the disk.",
          place(number),
          file,
          refusal.getMessage(),
          LASTING.toSeconds());
    }
    Run run = runs.merge(page, new Run(askedAt, askedAt), (old, one) -> goneOn(old, askedAt));
    runs.put(page, new Run(run.since(), now()));
    if (askedAt - run.since() < LASTING.toNanos()) {
      return false;
    }
    LOG.error(
        "The disk has not given {} {} for {} s: {}. The records there count as missing; the file is"
            + " kept with the suffix .damaged. Check the disk.",
        place(number),
        file,
        LASTING.toSeconds(),
        refusal.getMessage());
    runs.remove(page);
    givenUp.add(page);
    return true;
  }

  private static Run goneOn(Run old, long askedAt) {
    return askedAt - old.until() > UNSEEN.toNanos() ? new Run(askedAt, askedAt) : old;
  }

  private static String place(long page) {
    return page == HEADER ? "the header of" : "byte " + page * PAGE_BYTES + " and behind of";
  }

  @Override
  public synchronized void given(long segment, long from, long to) {
    if (!runs.isEmpty() || !givenUp.isEmpty()) {
      for (long page = from / PAGE_BYTES; page * PAGE_BYTES < to; page++) {
        forget(new Page(segment, page));
      }
    }
  }

  @Override
  public synchronized void headerGiven(long segment) {
    forget(new Page(segment, HEADER));
  }

  private void forget(Page page) {
    runs.remove(page);
    givenUp.remove(page);
  }

  @Override
  public synchronized void away(long segment) {
    runs.keySet().removeIf(page -> page.segment() == segment);
  }

  /** It is no longer here. */
  synchronized void forget(long segment) {
    away(segment);
    givenUp.removeIf(page -> page.segment() == segment);
  }

  /** Whether a page is waited for. */
  synchronized boolean standing() {
    return !runs.isEmpty();
  }
}

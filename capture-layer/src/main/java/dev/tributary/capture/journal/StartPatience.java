package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start's: it asks a disk again that refuses to be read, for as long as a page has to be refused
 * before it is given up.
 */
final class StartPatience {

  private static final Logger LOG = LoggerFactory.getLogger(StartPatience.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier nanos;
  private final Duration atMost;
  private boolean waiting;
  private long until;

  StartPatience(LongSupplier nanos, Duration atMost) {
    this.nanos = nanos;
    this.atMost = atMost;
  }

  /** What is read. */
  interface Question<T> {
    T ask() throws IOException;
  }

  /**
   * The answer, as soon as the disk gives it.
   *
   * @throws DamagedSegmentException at once: what was read won't be another
   * @throws IOException where the disk has refused for as long
   */
  <T> T ask(Question<T> question) throws IOException {
    while (true) {
      try {
        T answer = question.ask();
        waiting = false;
        return answer;
      } catch (DamagedSegmentException | NoSuchFileException | AccessDeniedException e) {
        throw e;
      } catch (IOException e) {
        if (over(e)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private boolean over(IOException refusal) {
    long now = nanos.getAsLong();
    if (!waiting) {
      waiting = true;
      until = now + atMost.toNanos();
      LOG.error(
          "The journal can't be read: {}. The start asks the disk again for {} s. Check the disk.",
          refusal.getMessage(),
          atMost.toSeconds());
    }
    return now - until >= 0;
  }
}

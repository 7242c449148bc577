package dev.tributary.capture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that does not run backwards: while the system's is behind what was given out last, that
 * is given out again, and the sequence says what came first. One that was set back by more than a
 * few minutes is believed: standing still for as long would be worse.
 */
final class SteadyClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
  private static final Duration MOST = Duration.ofMinutes(5);

  private final InstantSource system;
  private Instant last = Instant.MIN;

  SteadyClock(InstantSource system) {
    this.system = system;
  }

  @Override
  public synchronized Instant instant() {
    Instant now = system.instant();
    if (now.isBefore(last) && Duration.between(now, last).compareTo(MOST) <= 0) {
      return last;
    }
    if (now.isBefore(last)) {
      LOG.warn(
          "The clock was set back by {}; events are ordered by sequence.",
          Duration.between(now, last));
    }
    last = now;
    return now;
  }
}

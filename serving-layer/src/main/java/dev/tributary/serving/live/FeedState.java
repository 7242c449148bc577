package dev.tributary.serving.live;

import java.time.Instant;

/**
 * How the live feed stands.
 *
 * @param phase what it is doing
 * @param since when this phase began
 * @param revisions how many messages were taken in since the feed started
 * @param unreadable how many of its messages were no revisions and were skipped
 * @param newestReceivedAt when the newest conversion of the feed reached us; null before the first
 * @param problem a sentence while it is down, else null
 */
public record FeedState(
    Phase phase,
    Instant since,
    long revisions,
    long unreadable,
    Instant newestReceivedAt,
    String problem) {

  /** What the feed is doing. */
  public enum Phase {
    /** No broker is configured: provisional figures come from the table attribution. */
    OFF,
    /** Reading what was said before this process started. */
    CATCHING_UP,
    /** Everything that the broker has was read. */
    LIVE,
    /** No broker answers; the figures are the last known ones. */
    DOWN
  }

  FeedState took(Instant receivedAt) {
    boolean newer = newestReceivedAt == null || receivedAt.isAfter(newestReceivedAt);
    return new FeedState(
        phase, since, revisions + 1, unreadable, newer ? receivedAt : newestReceivedAt, problem);
  }

  FeedState skipped() {
    return new FeedState(phase, since, revisions, unreadable + 1, newestReceivedAt, problem);
  }

  FeedState entered(Phase next, Instant at, String why) {
    return new FeedState(
        next, next == phase ? since : at, revisions, unreadable, newestReceivedAt, why);
  }
}

package dev.tributary.core.event;

import java.time.Instant;
import java.util.Optional;

/**
 * The clocks of one event, all at microseconds.
 *
 * @param occurredAt when it happened, corrected for a sender's skew and never after receivedAt
 * @param occurredAtOriginal as the sender wrote it; equal to occurredAt where nothing was corrected
 * @param sentAt the sender's clock when it sent, or null
 * @param receivedAt our clock when it arrived
 */
public record Times(
    Instant occurredAt, Instant occurredAtOriginal, Instant sentAt, Instant receivedAt) {

  Times sentAt(Instant sent) {
    return new Times(occurredAt, occurredAtOriginal, sent, receivedAt);
  }

  /** Why occurredAt is not what the sender wrote, in a sentence; empty where it is. */
  Optional<String> correction() {
    if (occurredAt.equals(occurredAtOriginal)) {
      return Optional.empty();
    }
    Instant bySkew = EventTimes.bySkew(occurredAtOriginal, sentAt, receivedAt);
    return Optional.of(
        "It was dated "
            + occurredAtOriginal
            + " and counts as of "
            + occurredAt
            + ": "
            + (bySkew.equals(occurredAtOriginal)
                ? "that lay in the future when it reached us at " + receivedAt
                : skewed(bySkew))
            + ".");
  }

  private String skewed(Instant bySkew) {
    String limit = "";
    if (bySkew.isAfter(receivedAt)) {
      limit = "; that makes it " + bySkew + ", which lay in the future when it reached us";
    } else if (bySkew.isBefore(occurredAt)) {
      limit = "; that makes it older than the year 1, with which our times begin";
    }
    return "its sender's clock said "
        + sentAt
        + " when it sent, "
        + (sentAt.isAfter(receivedAt) ? "ahead of" : "behind")
        + " ours, which said "
        + receivedAt
        + limit;
  }
}

package dev.tributary.batch.check;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a machine's clock against the times that others have written down: of two that disagree one
 * is wrong. A clock that is ahead would make days final that have not happened; one that is behind
 * makes no day wrong, but must not turn the order of publications round.
 */
public final class Clocks {

  /** Machines of one installation differ by seconds. */
  private static final Duration TOLERATED = Duration.ofMinutes(10);

  private Clocks() {}

  /**
   * Refuses days that lie far behind everything that was ever received.
   *
   * @param lastReceived when the newest event of the raw log was
   * @throws BatchRefusal when the last day of the request does
   */
  public static void requireReceived(BatchRequest request, Instant lastReceived, Config config) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    LocalDate lastDay = lastReceived.atZone(zone).toLocalDate();
    long silence = ChronoUnit.DAYS.between(lastDay, request.to());
    if (silence > config.value(BatchSettings.LONGEST_SILENCE_DAYS)) {
      throw BatchRefusal.failure(
          "The day "
              + request.to()
              + " is not published: the newest event of the raw log was received at "
              + lastReceived
              + ", "
              + silence
              + " days before it. Either nothing arrives any more, or this machine's clock is ahead"
              + " and the day has not happened.",
          "See that the clock is right and that events arrive; if the silence is real, publish the"
              + " day with --set batch.longest_silence_days="
              + silence
              + ".");
    }
  }

  /**
   * When a publication counts as made: now, unless that would be before the one made before it.
   *
   * @param newest of the publications that there are
   */
  public static Instant after(Optional<PublicationRow> newest, Instant now) {
    return newest
        .map(row -> row.publishedAt().plus(1, ChronoUnit.MICROS))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  /** Sentences on times that lie well ahead of this machine's. */
  public static List<String> notes(
      Optional<PublicationRow> newest, Instant lastReceived, Instant now) {
    List<String> notes = new ArrayList<>();
    newest
        .filter(row -> row.publishedAt().isAfter(now.plus(TOLERATED)))
        .ifPresent(
            row ->
                notes.add(
                    "This machine's clock says "
                        + now
                        + ", but "
                        + row.publicationId()
                        + " was published at "
                        + row.publishedAt()
                        + ": one of the two is wrong. Credit does not depend on it, and this"
                        + " publication counts as made right after that one. See that the clock is"
                        + " right; if it was wrong then, look at what that publication made final"
                        + " and roll back to the one before it with 'tributary publications"
                        + " rollback'."));
    if (lastReceived.isAfter(now.plus(TOLERATED))) {
      notes.add(
          "This machine's clock says "
              + now
              + ", but an event was received at "
              + lastReceived
              + ": see that the clocks of this machine and of its collectors are right.");
    }
    return notes;
  }
}

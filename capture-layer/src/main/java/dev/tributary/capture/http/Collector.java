package dev.tributary.capture.http;

import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.event.Device;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the events of one request: admits each, journals all in one write. */
final class Collector {

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final Door door;
  private final Intake intake;
  private final EdgeMetrics metrics;
  private final InstantSource clock;

  Collector(Door door, Intake intake, EdgeMetrics metrics, InstantSource clock) {
    this.door = door;
    this.intake = intake;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Our clock, at microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Hears once, on any thread, what became of the events of one request. */
  interface Reply {
    /** They are in the journal, as safe as promised, and left as these. */
    void taken(List<CapturedEvent> events);

    /** They are in the journal, but not as safe as promised in time. */
    void unconfirmed(List<CapturedEvent> events);

    /** None of them is kept; whoever hears this counts them. */
    void refused(JournalRefusedException cause);

    /** They are in the journal, and what was to be answered could not be made. */
    void failed(Throwable fault);
  }

  /**
   * Admits and journals events.
   *
   * @param headers the request's, for its user agent
   */
  void take(List<byte[]> each, Instant receivedAt, HttpHeaders headers, Reply reply) {
    Device device = UserAgents.reduceSender(headers.get(HttpHeaderNames.USER_AGENT, ""));
    List<CapturedEvent> events =
        each.stream().map(event -> door.posted(event, receivedAt, device)).toList();
    if (events.isEmpty()) {
      reply.taken(events);
      return;
    }
    long begun = System.nanoTime();
    Intake.Kept kept;
    try {
      kept = intake.keep(events);
    } catch (JournalRefusedException e) {
      reply.refused(e);
      return;
    }
    try {
      // Counted first: whoever is answered may look at the figures next.
      metrics.journaled(System.nanoTime() - begun, events.size());
    } finally {
      kept.whenSafe(outcome -> settle(events, outcome, reply));
    }
  }

  /** Counts events that the journal refused and whose sender is told to come back. */
  void turnedAway(JournalRefusedException cause, Instant receivedAt, int events) {
    intake.turnedAway(receivedAt, events);
    if (metrics.turnedAway(cause.reason(), events)) {
      LOG.error("Events are turned away. {}", cause.getMessage());
    }
  }

  /** Counts a picture's event that the journal refused: nobody sends it again. */
  void lostPicture(JournalRefusedException cause, Instant receivedAt) {
    intake.lostPicture(receivedAt);
    if (metrics.lostPicture()) {
      LOG.error("Events of pictures are lost. {}", cause.getMessage());
    }
  }

  private void settle(List<CapturedEvent> events, Assurance.Outcome outcome, Reply reply) {
    try {
      if (outcome == Assurance.Outcome.KEPT) {
        reply.taken(events);
      } else {
        metrics.unconfirmed(events.size());
        reply.unconfirmed(events);
      }
    } catch (RuntimeException | Error e) {
      reply.failed(e); // Else the request would keep its room for ever.
    }
  }
}

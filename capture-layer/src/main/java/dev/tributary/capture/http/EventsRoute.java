package dev.tributary.capture.http;

import dev.tributary.capture.http.BodyText.UnreadableBody;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.core.admission.RequestBody;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.event.Device;
import dev.tributary.core.reject.Rejection;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/events}: admits each event, journals all of the request in one write, answers per
 * event. Works beside the event loops, so that a thousand events never make a click wait.
 */
final class EventsRoute {

  private static final Logger LOG = LoggerFactory.getLogger(EventsRoute.class);

  private final Door door;
  private final Intake intake;
  private final Cors cors;
  private final EdgeMetrics metrics;
  private final InstantSource clock;
  private final Executor workers;

  EventsRoute(
      Door door,
      Intake intake,
      Cors cors,
      EdgeMetrics metrics,
      InstantSource clock,
      Executor workers) {
    this.door = door;
    this.intake = intake;
    this.cors = cors;
    this.metrics = metrics;
    this.clock = clock;
    this.workers = workers;
  }

  void answer(Exchange exchange) {
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      exchange.answer(cors.preflight(exchange.headers()));
    } else if (!exchange.method().equals(HttpMethod.POST)) {
      exchange.answer(Problems.methodNotAllowed("POST, OPTIONS"));
    } else {
      Problem fault =
          cors.foreign(exchange.headers())
              ? Problems.foreignOrigin()
              : BodyText.fault(exchange.headers());
      if (fault != null) {
        reply(exchange, fault.answer());
      } else {
        workers.execute(() -> work(exchange));
      }
    }
  }

  private void work(Exchange exchange) {
    try {
      byte[] body = BodyText.unpacked(exchange.body().toByteArray(), exchange.headers());
      RequestBody.Content content = RequestBody.split(body);
      if (content instanceof RequestBody.Events events) {
        reply(exchange, admitted(exchange, events.each()));
      } else {
        reply(exchange, refused(((RequestBody.Refused) content).rejection()));
      }
    } catch (UnreadableBody e) {
      reply(exchange, e.problem().answer());
    } catch (RuntimeException e) {
      LOG.error("A request with events failed; none of it was kept.", e);
      reply(exchange, Problems.fault().answer());
    }
  }

  private Answer admitted(Exchange exchange, List<byte[]> each) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Device device = UserAgents.reduce(exchange.headers().get(HttpHeaderNames.USER_AGENT, ""));
    List<CapturedEvent> events =
        each.stream().map(event -> door.posted(event, now, device)).toList();
    long begun = System.nanoTime();
    try {
      intake.take(events);
    } catch (JournalRefusedException e) {
      intake.turnedAway(now, events.size());
      if (metrics.turnedAway(e.reason(), events.size())) {
        LOG.error("Events are answered with 503. {}", e.getMessage());
      }
      return Problems.busy(e.getMessage());
    }
    metrics.journaled(System.nanoTime() - begun, events.size());
    long accepted = events.stream().filter(CapturedEvent.Accepted.class::isInstance).count();
    metrics.answeredEvents(
        System.nanoTime() - exchange.begun(), (int) accepted, (int) (events.size() - accepted));
    boolean none = accepted == 0 && !events.isEmpty();
    return Answer.json(
        none ? HttpResponseStatus.UNPROCESSABLE_ENTITY : HttpResponseStatus.ACCEPTED,
        EventAnswers.json(events));
  }

  private static Answer refused(Rejection rejection) {
    boolean large =
        switch (rejection.reason()) {
          case REQUEST_TOO_LARGE, TOO_MANY_EVENTS -> true;
          default -> false;
        };
    return new Problem(
            large ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE : HttpResponseStatus.BAD_REQUEST,
            "The body can't be taken",
            rejection.problem(),
            rejection.remedy())
        .answer();
  }

  private void reply(Exchange exchange, Answer answer) {
    exchange.answer(cors.open(answer, exchange.headers()));
  }
}

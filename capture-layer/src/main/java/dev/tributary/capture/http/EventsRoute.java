package dev.tributary.capture.http;

import dev.tributary.capture.http.BodyText.UnreadableBody;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.log.Failure;
import dev.tributary.core.admission.RequestBody;
import dev.tributary.core.reject.Rejection;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/events}: admits each event, journals all of the request in one write, answers per
 * event. Works beside the event loops, so that a thousand events never make a click wait.
 */
final class EventsRoute {

  private static final String METHODS = "POST, OPTIONS";

  private static final Logger LOG = LoggerFactory.getLogger(EventsRoute.class);

  private final Collector collector;
  private final Cors cors;
  private final Gate gate;
  private final EdgeMetrics metrics;
  private final Executor workers;

  EventsRoute(Collector collector, Cors cors, Gate gate, EdgeMetrics metrics, Executor workers) {
    this.collector = collector;
    this.cors = cors;
    this.gate = gate;
    this.metrics = metrics;
    this.workers = workers;
  }

  void answer(Exchange exchange) {
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      exchange.answer(cors.preflight(exchange.headers()));
    } else if (!exchange.method().equals(HttpMethod.POST)) {
      exchange.answer(Problems.methodNotAllowed(METHODS));
    } else {
      Problem fault = fault(exchange);
      if (fault != null) {
        exchange.answer(turnedAway(exchange, fault));
      } else if (!exchange.keep()) {
        reply(exchange, Problems.crowded());
      } else {
        workers.execute(() -> work(exchange));
      }
    }
  }

  private Problem fault(Exchange exchange) {
    Problem fault = gate.fault(exchange);
    return fault == null ? BodyText.fault(exchange.headers()) : fault;
  }

  /** What a request is refused with whatever its body will be, or null. */
  Answer refusalOfHead(Exchange exchange) {
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      return null;
    }
    if (!exchange.method().equals(HttpMethod.POST)) {
      return Problems.methodNotAllowed(METHODS);
    }
    boolean refused = gate.strange(exchange) || BodyText.fault(exchange.headers()) != null;
    // Only then counted against its address: else that is done when the body is here.
    Problem fault = refused ? fault(exchange) : null;
    return fault == null ? null : turnedAway(exchange, fault);
  }

  private void work(Exchange exchange) {
    try {
      byte[] body = BodyText.unpacked(exchange.body().toByteArray(), exchange.headers());
      if (!exchange.keepUnpacked(body.length)) {
        reply(exchange, Problems.crowded());
        return;
      }
      RequestBody.Content content = RequestBody.split(body);
      if (content instanceof RequestBody.Events events) {
        Problem fault = gate.fault(exchange, events.each().size());
        if (fault == null) {
          take(exchange, events.each());
        } else {
          exchange.answer(turnedAway(exchange, fault));
        }
      } else {
        reply(exchange, refused(((RequestBody.Refused) content).rejection()));
      }
    } catch (UnreadableBody e) {
      reply(exchange, e.problem().answer());
    } catch (RuntimeException | Error e) {
      reply(exchange, Problems.fault().answer());
      LOG.error(
          "A request with events failed; its sender is told to send it again: {}", new Failure(e));
    }
  }

  private void take(Exchange exchange, List<byte[]> each) {
    Instant now = collector.now();
    collector.take(
        each,
        now,
        exchange.headers(),
        new Collector.Reply() {
          @Override
          public void taken(List<CapturedEvent> events) {
            reply(exchange, verdicts(exchange, events));
          }

          @Override
          public void unconfirmed(List<CapturedEvent> events) {
            reply(exchange, Problems.unconfirmed());
          }

          @Override
          public void refused(JournalRefusedException cause) {
            collector.turnedAway(cause, now, each.size());
            reply(exchange, Problems.refused(cause.reason()));
          }

          @Override
          public void failed(Throwable fault) {
            reply(exchange, Problems.fault().answer());
            LOG.error("The answer to events that are kept failed: {}", new Failure(fault));
          }
        });
  }

  private Answer verdicts(Exchange exchange, List<CapturedEvent> events) {
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

  private Answer turnedAway(Exchange exchange, Problem problem) {
    boolean later = problem.status().equals(HttpResponseStatus.TOO_MANY_REQUESTS);
    Answer answer = problem.answer();
    return cors.open(
        later ? answer.with(HttpHeaderNames.RETRY_AFTER, "5") : answer, exchange.headers());
  }

  private void reply(Exchange exchange, Answer answer) {
    exchange.answer(cors.open(answer, exchange.headers()));
  }
}

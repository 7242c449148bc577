package dev.tributary.capture.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.log.Failure;
import dev.tributary.core.event.EventType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/pixel.gif?...}: one event in the query, for mails and pages without scripts.
 * Always answers the picture, since whoever shows it can do nothing about a refusal.
 */
final class PixelRoute {

  private static final Logger LOG = LoggerFactory.getLogger(PixelRoute.class);
  private static final JsonFactory JSON = new JsonFactory();

  /** Each byte of the query is one character, so that none is mended before it is judged. */
  private static final Charset AS_SENT = StandardCharsets.ISO_8859_1;

  private static final int MOST_PARAMETERS = 64;
  private static final String CONSENT = "consent_";
  private static final Set<String> NOT_IN_A_QUERY = Set.of("schema_version", "consent");

  /** One transparent dot. */
  private static final byte[] PICTURE =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private final Collector collector;
  private final Gate gate;
  private final EdgeMetrics metrics;
  private final Executor workers;

  PixelRoute(Collector collector, Gate gate, EdgeMetrics metrics, Executor workers) {
    this.collector = collector;
    this.gate = gate;
    this.metrics = metrics;
    this.workers = workers;
  }

  void answer(Exchange exchange) {
    if (exchange.method().equals(HttpMethod.HEAD)) {
      metrics.uncountedLook();
      exchange.answer(picture());
    } else if (FetchedAhead.is(exchange.headers())) {
      metrics.uncountedLook();
      exchange.answer(said("false; fetched_ahead"));
    } else if (gate.tooMany(exchange)) {
      refuse(exchange, "too_many_requests");
    } else if (!exchange.keep()) {
      refuse(exchange, "crowded");
    } else {
      workers.execute(() -> take(exchange));
    }
  }

  private void take(Exchange exchange) {
    try {
      judge(exchange);
    } catch (RuntimeException | Error e) {
      refuse(exchange, "fault");
      LOG.error("An event in a picture's address failed; it was not kept: {}", new Failure(e));
    }
  }

  private void judge(Exchange exchange) {
    Map<String, List<String>> query;
    try {
      query = parameters(exchange.query());
    } catch (IllegalArgumentException e) {
      // A broken escape. What the exception says quotes the query, which no log is to have.
      refuse(exchange, "malformed_query");
      return;
    }
    if (query.values().stream().mapToInt(List::size).sum() > MOST_PARAMETERS) {
      refuse(exchange, "too_many_parameters");
      return;
    }
    if (!impression(query) && !gate.trustsPicture(exchange)) {
      refuse(exchange, "foreign_page");
      return;
    }
    Instant now = collector.now();
    byte[] event = event(query, now);
    collector.take(
        List.of(event),
        now,
        exchange.headers(),
        new Collector.Reply() {
          @Override
          public void taken(List<CapturedEvent> events) {
            exchange.answer(said(verdict(events.get(0))));
          }

          @Override
          public void unconfirmed(List<CapturedEvent> events) {
            exchange.answer(said("false; unconfirmed"));
          }

          @Override
          public void refused(JournalRefusedException cause) {
            collector.lostPicture(cause, now);
            refuse(exchange, cause.reason().label());
          }

          @Override
          public void failed(Throwable fault) {
            refuse(exchange, "fault");
            LOG.error(
                "The answer to a picture's event that is kept failed: {}", new Failure(fault));
          }
        });
  }

  /** Between ampersands only, as browsers put them: a semicolon is part of a value. */
  private static Map<String, List<String>> parameters(String query) {
    return QueryStringDecoder.builder()
        .hasPath(false)
        .charset(AS_SENT)
        .semicolonIsNormalChar(true)
        .build(query)
        .parameters();
  }

  private static boolean impression(Map<String, List<String>> query) {
    List<String> types = query.get("event_type");
    return types == null || types.stream().allMatch(EventType.IMPRESSION.wire()::equals);
  }

  /** Nothing is kept of it but that it came. */
  private void refuse(Exchange exchange, String reason) {
    metrics.refusedPicture(reason);
    exchange.answer(said("false; " + reason));
  }

  private static Answer said(String verdict) {
    return picture().with("X-Event-Accepted", verdict);
  }

  /**
   * The query in the contract's form, for admission to judge: a name that is there twice is two
   * members here too, and bytes that are no UTF-8 stay what they are.
   */
  private static byte[] event(Map<String, List<String>> query, Instant now) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("schema_version", 1);
      if (!query.containsKey("event_type")) {
        json.writeStringField("event_type", EventType.IMPRESSION.wire());
      }
      if (!query.containsKey("occurred_at")) {
        json.writeStringField("occurred_at", now.toString());
      }
      for (Map.Entry<String, List<String>> field : query.entrySet()) {
        if (!NOT_IN_A_QUERY.contains(field.getKey()) && !field.getKey().startsWith(CONSENT)) {
          write(json, field.getKey(), field.getValue());
        }
      }
      writeConsent(json, query);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can always be written", e);
    }
    return text.toString().getBytes(AS_SENT);
  }

  private static void writeConsent(JsonGenerator json, Map<String, List<String>> query)
      throws IOException {
    if (query.keySet().stream().noneMatch(name -> name.startsWith(CONSENT))) {
      return;
    }
    json.writeObjectFieldStart("consent");
    for (Map.Entry<String, List<String>> field : query.entrySet()) {
      if (field.getKey().startsWith(CONSENT)) {
        write(json, field.getKey().substring(CONSENT.length()), field.getValue());
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<String> values)
      throws IOException {
    for (String value : values) {
      json.writeStringField(name, value);
    }
  }

  private static String verdict(CapturedEvent event) {
    return event instanceof CapturedEvent.Refused refused ? "false; " + refused.reason() : "true";
  }

  private static Answer picture() {
    return new Answer(HttpResponseStatus.OK, "image/gif", PICTURE, List.of())
        .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }
}

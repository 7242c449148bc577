package dev.tributary.capture.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class StatusRoute {

  static final String HEALTH = "/healthz";
  static final String READINESS = "/readyz";
  static final String METRICS = "/metrics";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EdgeMetrics metrics;
  private final EdgeState state;

  StatusRoute(EdgeMetrics metrics, EdgeState state) {
    this.metrics = metrics;
    this.state = state;
  }

  void answer(Exchange exchange) {
    switch (exchange.path()) {
      case HEALTH -> exchange.answer(Answer.json(HttpResponseStatus.OK, health()));
      case READINESS -> exchange.answer(readiness());
      case METRICS -> {
        Exposition text = new Exposition();
        metrics.write(text);
        text.latency(
            "tributary_capture_shipped_seconds",
            "Event received to acknowledged by Kafka.",
            state.shipped());
        state.gauges().get().forEach(text::gauge);
        exchange.answer(
            Answer.text(HttpResponseStatus.OK, Exposition.CONTENT_TYPE, text.toString()));
      }
      default -> exchange.answer(Problems.nothingHere().answer());
    }
  }

  /** Fine while it answers: an end of the process would mend no alert, and lose clicks. */
  private byte[] health() {
    ObjectNode health = JSON.createObjectNode().put("status", "ok");
    state.alerts().get().forEach(health.putArray("alerts")::add);
    return json(health);
  }

  private Answer readiness() {
    String fault = state.fault().get();
    HttpResponseStatus status =
        fault == null ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
    byte[] body =
        json(
            JSON.createObjectNode()
                .put("status", fault == null ? "ready" : "not ready")
                .put("problem", fault));
    return Answer.json(status, body).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  private static byte[] json(Object node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused a write", e);
    }
  }
}

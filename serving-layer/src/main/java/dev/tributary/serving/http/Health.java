package dev.tributary.serving.http;

import dev.tributary.serving.figures.ServedFigures;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** For supervisors and Prometheus. */
final class Health {

  private final ServedFigures figures;
  private final Freshness freshness;
  private final Requests requests;

  Health(ServedFigures figures, Freshness freshness, Requests requests) {
    this.figures = figures;
    this.freshness = freshness;
    this.requests = requests;
  }

  void register(RoutesConfig routes) {
    routes.get("/healthz", context -> context.contentType("text/plain").result("ok\n"));
    routes.get("/readyz", this::ready);
    routes.get("/metrics", this::metrics);
  }

  private void ready(Context context) {
    figures.view();
    if (figures.problem() != null) {
      Faults.answer(context, 503, "Not ready", figures.problem());
    } else if (freshness.answer().live().equals("catching_up")) {
      Faults.answer(context, 503, "Not ready", "The live feed is still catching up; wait for it.");
    } else {
      context.contentType("text/plain").result("ready\n");
    }
  }

  private void metrics(Context context) {
    Freshness.Answer now = freshness.answer();
    StringBuilder text = new StringBuilder(requests.metrics());
    gauge(text, "live", "1 while the live feed is read", now.live().equals("live") ? 1 : 0);
    gauge(text, "revisions", "Credit revisions taken in since the start", now.revisions());
    gauge(text, "unreadable_messages", "Messages skipped as unreadable", now.unreadableMessages());
    if (now.newestEventAgeSeconds() != null) {
      gauge(
          text, "newest_event_age_seconds", "Age of the newest event", now.newestEventAgeSeconds());
    }
    if (now.boundary() != null) {
      gauge(
          text,
          "boundary_timestamp_seconds",
          "Conversions before it are final",
          now.boundary().getEpochSecond());
    }
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(text.toString());
  }

  private static void gauge(StringBuilder text, String name, String help, double value) {
    String full = "tributary_serving_" + name;
    text.append("# HELP ").append(full).append(' ').append(help).append(".\n# TYPE ");
    text.append(full).append(" gauge\n").append(full).append(' ').append(value).append('\n');
  }
}

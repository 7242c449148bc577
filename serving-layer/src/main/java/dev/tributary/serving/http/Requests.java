package dev.tributary.serving.http;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by status, for /metrics. */
final class Requests {

  private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();

  void register(RoutesConfig routes) {
    routes.after(
        context ->
            byStatus.computeIfAbsent(context.statusCode(), any -> new LongAdder()).increment());
  }

  String metrics() {
    StringBuilder text =
        new StringBuilder("# HELP tributary_serving_requests_total Requests answered.\n")
            .append("# TYPE tributary_serving_requests_total counter\n");
    byStatus.forEach(
        (status, count) ->
            text.append("tributary_serving_requests_total{status=\"")
                .append(status)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
    return text.toString();
  }
}

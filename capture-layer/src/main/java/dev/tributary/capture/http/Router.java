package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;

/** Which path is answered by whom. */
final class Router {

  private static final String REDIRECTS = "/r/";
  private static final String SIGNED = "/s/";
  private static final String EVENTS = "/v1/events";
  private static final String PIXEL = "/v1/pixel.gif";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final RedirectRoute redirects;
  private final EventsRoute events;
  private final PixelRoute pixel;
  private final SnippetRoute snippet;
  private final StatusRoute status;

  Router(
      RedirectRoute redirects,
      EventsRoute events,
      PixelRoute pixel,
      SnippetRoute snippet,
      StatusRoute status) {
    this.redirects = redirects;
    this.events = events;
    this.pixel = pixel;
    this.snippet = snippet;
    this.status = status;
  }

  void route(Exchange exchange) {
    String path = exchange.path();
    if (path.equals(EVENTS)) {
      events.answer(exchange);
    } else if (!READS.contains(exchange.method())) {
      exchange.answer(Problems.methodNotAllowed("GET, HEAD"));
    } else if (path.startsWith(REDIRECTS)) {
      redirects.answer(exchange, path.substring(REDIRECTS.length()));
    } else if (path.startsWith(SIGNED)) {
      redirects.answerSigned(exchange, path.substring(SIGNED.length()));
    } else {
      switch (path) {
        case PIXEL -> pixel.answer(exchange);
        case "/t.js" -> snippet.answer(exchange);
        default -> status.answer(exchange);
      }
    }
  }

  /** The path's name in the metrics. */
  Route nameOf(Exchange exchange) {
    if (exchange == null) {
      return Route.UNREADABLE;
    }
    String path = exchange.path();
    if (path.startsWith(REDIRECTS) || path.startsWith(SIGNED)) {
      return Route.REDIRECT;
    }
    return switch (path) {
      case EVENTS -> Route.EVENTS;
      case PIXEL -> Route.PIXEL;
      default -> Route.OTHER;
    };
  }
}

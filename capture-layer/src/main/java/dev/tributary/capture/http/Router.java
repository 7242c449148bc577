package dev.tributary.capture.http;

import dev.tributary.capture.log.Failure;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path is answered by whom. */
final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String REDIRECTS = "/r/";
  private static final String SIGNED = "/s/";
  private static final String EVENTS = "/v1/events";
  private static final String PIXEL = "/v1/pixel.gif";
  private static final String SNIPPET = "/t.js";
  private static final Set<String> READ =
      Set.of(PIXEL, SNIPPET, StatusRoute.HEALTH, StatusRoute.READINESS, StatusRoute.METRICS);
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

  /** Has it answered; a fault is too. */
  void route(Exchange exchange) {
    try {
      dispatch(exchange);
    } catch (RuntimeException | Error e) {
      exchange.answer(Problems.fault().answer());
      LOG.error("A request to {} failed: {}", nameOf(exchange), new Failure(e));
    }
  }

  /** What a request is refused with before any of its body is read, or null. */
  Answer refusalOf(HttpRequest request, Exchange exchange) {
    Answer refusal = Framing.refusalOf(request);
    boolean asks = refusal == null && HttpUtil.is100ContinueExpected(request);
    return asks ? refusalOfHead(exchange) : refusal;
  }

  /** The same of one whose sender asks whether its body is wanted. */
  private Answer refusalOfHead(Exchange exchange) {
    if (exchange.path().equals(EVENTS)) {
      return events.refusalOfHead(exchange);
    }
    return READS.contains(exchange.method()) ? null : notRead(exchange);
  }

  /** What a request is answered that would do more than read. */
  private static Answer notRead(Exchange exchange) {
    String path = exchange.path();
    boolean known = path.startsWith(REDIRECTS) || path.startsWith(SIGNED) || READ.contains(path);
    return known ? Problems.methodNotAllowed("GET, HEAD") : Problems.nothingHere().answer();
  }

  private void dispatch(Exchange exchange) {
    String path = exchange.path();
    if (path.equals(EVENTS)) {
      events.answer(exchange);
    } else if (!READS.contains(exchange.method())) {
      exchange.answer(notRead(exchange));
    } else if (path.startsWith(REDIRECTS)) {
      redirects.answer(exchange, path.substring(REDIRECTS.length()));
    } else if (path.startsWith(SIGNED)) {
      redirects.answerSigned(exchange, path.substring(SIGNED.length()));
    } else {
      switch (path) {
        case PIXEL -> pixel.answer(exchange);
        case SNIPPET -> snippet.answer(exchange);
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

package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Set;

/** Which web origins' pages may post events; servers, which send no Origin, are not asked. */
final class Cors {

  /** What stands between two values of one header, and in no origin or address. */
  private static final String BETWEEN = ", ";

  private final Set<String> allowed;

  Cors(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** All that a header says, so that of two origins none counts; null where there is none. */
  private static String whole(HttpHeaders request, CharSequence header) {
    return request.contains(header) ? String.join(BETWEEN, request.getAll(header)) : null;
  }

  /** Whether the request comes from a page of an origin that is not configured. */
  boolean foreign(HttpHeaders request) {
    String origin = whole(request, HttpHeaderNames.ORIGIN);
    return origin != null && !allowed.contains(origin);
  }

  /**
   * The origin of the page that shows a picture, which browsers tell by {@code Referer} where they
   * send no {@code Origin}; null where nothing tells it, as from a mail.
   */
  static String originOfPage(HttpHeaders request) {
    String origin = whole(request, HttpHeaderNames.ORIGIN);
    String referrer = whole(request, HttpHeaderNames.REFERER);
    if (origin != null || referrer == null) {
      return origin;
    }
    if (referrer.contains(BETWEEN)) {
      return referrer;
    }
    int authority = referrer.indexOf("://");
    int path = authority < 0 ? -1 : referrer.indexOf('/', authority + 3);
    return path < 0 ? referrer : referrer.substring(0, path);
  }

  /**
   * Whether a page that shows a picture keeps to itself which it is: any may have its browser send
   * no {@code Referer}, but not keep it from telling that there is another site's page.
   */
  static boolean hidesPage(HttpHeaders request) {
    String site = request.get("Sec-Fetch-Site");
    return originOfPage(request) == null
        && site != null
        && !site.equals("none")
        && !site.equals("same-origin");
  }

  boolean ours(String origin) {
    return allowed.contains(origin);
  }

  /** The answer with what lets the page of an allowed origin read it. */
  Answer open(Answer answer, HttpHeaders request) {
    String origin = whole(request, HttpHeaderNames.ORIGIN);
    Answer varying = answer.with(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    return origin == null || !allowed.contains(origin)
        ? varying
        : varying.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
  }

  /** Answers a browser that asks before it posts. */
  Answer preflight(HttpHeaders request) {
    if (foreign(request)) {
      return open(Problems.foreignOrigin().answer(), request);
    }
    return open(Answer.empty(HttpResponseStatus.NO_CONTENT), request)
        .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST")
        .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, content-encoding")
        .with(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");
  }
}

package dev.tributary.capture.http;

import dev.tributary.capture.link.Redirect;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.Map;

/** One request on its way to its answer. */
final class Exchange {

  /** What a request takes in memory beside its texts, and each of its headers, about. */
  private static final int BARE_BYTES = 1 << 10;

  private static final int HEADER_BYTES = 1 << 7;

  private final InetAddress peer;
  private final HttpMethod method;
  private final String path;
  private final String query;
  private final HttpHeaders headers;
  private final EventExecutor loop;
  private final Reply reply;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  /** Nanoseconds of the monotonic clock when the request's head was read. */
  private final long begun = System.nanoTime();

  /** Where an answer goes. */
  interface Reply {
    void answer(Answer answer);

    /** On the event loop: takes room for so many bytes until it is answered. */
    boolean keep(int bytes);

    /** On the event loop. */
    void redirect(Redirect redirect, String clickId);
  }

  Exchange(HttpRequest request, InetAddress peer, EventExecutor loop, Reply reply) {
    this.peer = peer;
    this.method = request.method();
    String target = request.uri();
    int question = target.indexOf('?');
    this.path = path(question < 0 ? target : target.substring(0, question));
    this.query = question < 0 ? "" : target.substring(question + 1);
    this.headers = request.headers();
    this.loop = loop;
    this.reply = reply;
  }

  /** The other end of the connection, which may be a proxy; null where it is no IP address. */
  InetAddress peer() {
    return peer;
  }

  HttpMethod method() {
    return method;
  }

  /** Without query, as sent: no escape is resolved. */
  String path() {
    return path;
  }

  /** Behind the question mark, as sent; empty for none. */
  String query() {
    return query;
  }

  HttpHeaders headers() {
    return headers;
  }

  ByteArrayOutputStream body() {
    return body;
  }

  long begun() {
    return begun;
  }

  /** The event loop that read it. */
  EventExecutor loop() {
    return loop;
  }

  /**
   * On the event loop: takes room for its head while it waits for a worker; false where there is
   * none, which is counted.
   */
  boolean keep() {
    int bytes = BARE_BYTES + path.length() + query.length();
    for (Map.Entry<String, String> header : headers) {
      bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
    }
    return reply.keep(bytes);
  }

  /** Answers, once, from any thread. */
  void answer(Answer answer) {
    reply.answer(answer);
  }

  /** Answers, once, on the event loop: to where that link leads, with that click's id. */
  void redirect(Redirect redirect, String clickId) {
    reply.redirect(redirect, clickId);
  }

  private static String path(String target) {
    int start = 0;
    if (!target.startsWith("/")) {
      // A proxy's form of the request line names scheme and host first (RFC 9112, 3.2.2).
      int authority = target.indexOf("://");
      start = authority < 0 ? 0 : Math.max(0, target.indexOf('/', authority + 3));
    }
    return target.substring(start);
  }
}

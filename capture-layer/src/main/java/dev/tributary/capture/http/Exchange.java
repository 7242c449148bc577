package dev.tributary.capture.http;

import dev.tributary.capture.link.Redirect;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request on its way to its answer. */
final class Exchange {

  static final int MOST_BODY_BYTES = 1 << 20;

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
  private final Room room;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  private final AtomicBoolean answered = new AtomicBoolean();

  /** Nanoseconds of the monotonic clock when the request's head was read. */
  private final long begun = System.nanoTime();

  /** Where an answer goes. */
  interface Reply {
    void answer(Answer answer);

    /** On the event loop; false where its visitor is gone. */
    boolean redirect(Redirect redirect, String clickId);

    /** Nobody answers any more: its room is given back, and who waits is let go of. */
    void abandon();
  }

  /**
   * Of one request.
   *
   * @param room what it has of the memory until it is answered
   */
  Exchange(HttpRequest request, InetAddress peer, EventExecutor loop, Reply reply, Room room) {
    this.room = room;
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

  /** Adds a part of its body; what it is refused with where there is no room for that, or null. */
  Answer refusalOf(ByteBuf content) {
    int bytes = content.readableBytes();
    if (bytes == 0) { // As of every click.
      return null;
    }
    if (body.size() + bytes > MOST_BODY_BYTES) {
      return Problems.bodyTooLarge().answer();
    }
    if (!keptOrCounted(bytes)) {
      return Problems.crowded();
    }
    byte[] copy = new byte[bytes];
    content.readBytes(copy);
    body.writeBytes(copy);
    return null;
  }

  /** Takes room for its head while it waits for a worker; false where there is none: counted. */
  boolean keep() {
    return keptOrCounted(headBytes());
  }

  /** Takes room for what its body was unpacked to; false where there is none: counted. */
  boolean keepUnpacked(int bytes) {
    return bytes <= body.size() || keptOrCounted(bytes - body.size());
  }

  private boolean keptOrCounted(int bytes) {
    boolean kept = room.take(this, bytes);
    if (!kept) {
      room.turnedAway();
    }
    return kept;
  }

  /** Takes room for its head while its answer waits; false where there is none. */
  boolean mayWait() {
    return room.take(this, headBytes());
  }

  private int headBytes() {
    int bytes = BARE_BYTES + path.length() + query.length();
    for (Map.Entry<String, String> header : headers) {
      bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
    }
    return bytes;
  }

  /** Answers, once, from any thread; a second answer, as of who met a fault, is dropped. */
  void answer(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      try {
        reply.answer(answer);
      } catch (RuntimeException | Error e) {
        reply.abandon();
        throw e;
      }
    }
  }

  /**
   * Answers, once, on the event loop: to where that link leads, with that click's id.
   *
   * @return whether it was sent on its way; not to a visitor who has gone meanwhile
   */
  boolean redirect(Redirect redirect, String clickId) {
    if (answered.compareAndSet(false, true)) {
      try {
        return reply.redirect(redirect, clickId);
      } catch (RuntimeException | Error e) {
        reply.abandon();
        throw e;
      }
    }
    return false;
  }

  /** Ends without an answer, from any thread, where none can be given. */
  void abandon() {
    if (answered.compareAndSet(false, true)) {
      reply.abandon();
    }
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

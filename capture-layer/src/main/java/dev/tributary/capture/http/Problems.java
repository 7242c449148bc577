package dev.tributary.capture.http;

import dev.tributary.capture.journal.JournalRefusedException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Every error that the edge itself answers with. */
final class Problems {

  private Problems() {}

  static Problem unknownLink() {
    return new Problem(
        HttpResponseStatus.NOT_FOUND,
        "There is no such link",
        "The link was never registered, was disabled or has expired.",
        "Check the address you followed, or ask its sender for a current one.");
  }

  static Problem nothingHere() {
    return new Problem(
        HttpResponseStatus.NOT_FOUND,
        "There is nothing here",
        "This server answers GET /r/LINK, POST /v1/events, GET /v1/pixel.gif, /t.js, /healthz,"
            + " /readyz and /metrics.",
        "Check the path of the request.");
  }

  static Answer methodNotAllowed(String allowed) {
    return new Problem(
            HttpResponseStatus.METHOD_NOT_ALLOWED,
            "This method is not served here",
            "The path takes " + allowed + ".",
            "Send the request with one of these methods.")
        .answer()
        .with(HttpHeaderNames.ALLOW, allowed);
  }

  static Problem malformedRequest(String why) {
    return new Problem(
        HttpResponseStatus.BAD_REQUEST,
        "The request can't be read",
        why,
        "Send a request that is whole and well-formed by the HTTP that it is sent by.");
  }

  /**
   * What the decoder could not read, and why.
   *
   * @param of what it belongs to, where its head was read; else null
   */
  static Problem unreadable(Throwable cause, Exchange of) {
    if (cause instanceof TooLongHttpLineException) {
      return of == null
          ? addressTooLong()
          : malformedRequest("The line before a chunk of its body does not fit 8 KiB.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return headersTooLarge();
    }
    if (cause instanceof PrematureChannelClosureException) {
      return malformedRequest("It ended before its head did.");
    }
    return malformedRequest(
        "Its request line, headers or chunks break the rules of HTTP, or over HTTP/2 it names no"
            + " method, scheme or path.");
  }

  static Problem headersTooLarge() {
    return new Problem(
        HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The headers are too large",
        "A request's headers have to fit 16 KiB, and so have the trailers of its body.",
        "Send fewer or shorter headers and cookies.");
  }

  static Problem addressTooLong() {
    return new Problem(
        HttpResponseStatus.REQUEST_URI_TOO_LONG,
        "The address is too long",
        "Method, address and version of HTTP have to fit 8 KiB together.",
        "Send a shorter address.");
  }

  static Problem bodyTooLarge() {
    return new Problem(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "The body is too large",
        "A request has to fit 1 MiB, unpacked too.",
        "Split the events over several requests.");
  }

  static Problem tooSlow() {
    return new Problem(
        HttpResponseStatus.REQUEST_TIMEOUT,
        "The request did not arrive in time",
        "A request has to arrive whole within the configured time (capture.request_seconds).",
        "Send it again, faster.");
  }

  static Problem unsupportedType(String what, String taken) {
    return new Problem(
        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
        "This form of body is not taken",
        "The request's " + what + " is not one of: " + taken + ".",
        "Send the events as JSON in one of these forms.");
  }

  static Problem noKey() {
    return new Problem(
        HttpResponseStatus.UNAUTHORIZED,
        "The sender is not known",
        "Servers show a key here, and the request shows none that is registered.",
        "Send 'Authorization: Bearer KEY' with the key that 'tributary senders add' printed.");
  }

  static Problem quotaUsed() {
    return new Problem(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "The sender's quota is used up",
        "More events came with this key than its quota of events a minute.",
        "Send the same request again later, or ask the operator for a larger quota.");
  }

  /** More than ever fit: waiting would help nobody. */
  static Problem aboveQuota(long quota) {
    return new Problem(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "The request has more events than the sender's quota of a minute",
        "The quota of this key is " + quota + " events a minute, so they never fit together.",
        "Send them in parts of at most " + quota + ", or ask the operator for a larger quota.");
  }

  static Problem tooManyRequests() {
    return new Problem(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "Too many requests",
        "This address makes more requests a second than capture.requests_per_second.",
        "Send several events in one request, and slower.");
  }

  static Problem foreignOrigin() {
    return new Problem(
        HttpResponseStatus.FORBIDDEN,
        "Pages of this origin may not post events",
        "The request's Origin is not among the configured ones.",
        "Add the page's origin to capture.allowed_origins in the config.");
  }

  static Problem brokenPacking() {
    return new Problem(
        HttpResponseStatus.BAD_REQUEST,
        "The body can't be unpacked",
        "It says gzip in Content-Encoding and is not a whole gzip stream, or goes on behind one.",
        "Send it unpacked, or packed anew.");
  }

  /** There is no room for one more body, or no more of it for this address. */
  static Answer crowded() {
    return busy(
        "Requests wait here, of this address or of all, that fill the room for them"
            + " (capture.body_bytes_per_address, capture.body_bytes).");
  }

  /** The journal refuses. Its own words, which name files, are for the log alone. */
  static Answer refused(JournalRefusedException.Cause cause) {
    return busy("The journal refuses events (" + cause.label() + ").");
  }

  /** Come back later; nothing of the request was kept. */
  static Answer busy(String why) {
    return new Problem(
            HttpResponseStatus.SERVICE_UNAVAILABLE,
            "Events can't be taken now",
            why,
            "Send the same request again after the seconds that Retry-After names; event ids and"
                + " order ids keep it from counting twice.")
        .answer()
        .with(HttpHeaderNames.RETRY_AFTER, "5");
  }

  /** In the journal, but the promise was not kept in time. */
  static Answer unconfirmed() {
    return new Problem(
            HttpResponseStatus.SERVICE_UNAVAILABLE,
            "The events are not confirmed",
            "They are in this server's journal and on their way, but they could not be made as"
                + " safe as its durability mode (capture.durability) promises in the time of"
                + " capture.confirm_milliseconds.",
            "Send the same request again after the seconds that Retry-After names; event ids and"
                + " order ids keep it from counting twice.")
        .answer()
        .with(HttpHeaderNames.RETRY_AFTER, "5");
  }

  static Problem fault() {
    return new Problem(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        "The request failed here",
        "A fault of the server, which its log describes.",
        "Send it again; if it stays, tell the operator the time.");
  }
}

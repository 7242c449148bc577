package dev.tributary.capture.http;

import dev.tributary.capture.sender.AddressLimit;
import dev.tributary.capture.sender.Sender;
import dev.tributary.capture.sender.Senders;
import io.netty.handler.codec.http.HttpHeaderNames;

/**
 * Who may hand in events, and how many. A page of a configured origin needs no key, since whatever
 * a page knows its readers know; a server shows one as soon as any is registered.
 */
final class Gate {

  private final Cors cors;
  private final Senders senders;
  private final AddressLimit limit;
  private final ClientAddress addresses;

  Gate(Cors cors, Senders senders, AddressLimit limit, ClientAddress addresses) {
    this.cors = cors;
    this.senders = senders;
    this.limit = limit;
    this.addresses = addresses;
  }

  /** Why a post is not even read, or null; it counts against its address's rate. */
  Problem fault(Exchange exchange) {
    if (cors.foreign(exchange.headers())) {
      return Problems.foreignOrigin();
    }
    return tooMany(exchange) ? Problems.tooManyRequests() : unknown(exchange);
  }

  /** Whether whoever sends that head is not taken from, whatever follows; it counts nowhere. */
  boolean strange(Exchange exchange) {
    return cors.foreign(exchange.headers()) || unknown(exchange) != null;
  }

  private Problem unknown(Exchange exchange) {
    boolean server = !exchange.headers().contains(HttpHeaderNames.ORIGIN);
    return server && senders.required() && sender(exchange) == null ? Problems.noKey() : null;
  }

  /**
   * Whether a picture may tell more than that it was seen: where a page of ours shows it, or no
   * page and servers need no key either. Any page can show a picture.
   */
  boolean trustsPicture(Exchange exchange) {
    String page = Cors.originOfPage(exchange.headers());
    return page == null
        ? !senders.required() && !Cors.hidesPage(exchange.headers())
        : cors.ours(page);
  }

  /** Whether its address has made more requests than it may. */
  boolean tooMany(Exchange exchange) {
    return !limit.allows(addresses.of(exchange.peer(), exchange.headers()));
  }

  /** Why so many events of that request are not taken, or null. */
  Problem fault(Exchange exchange, int events) {
    Sender sender = sender(exchange);
    if (sender == null) {
      return null;
    }
    long quota = sender.eventsPerMinute();
    if (quota > 0 && events > quota) {
      return Problems.aboveQuota(quota);
    }
    return senders.take(sender, events) ? null : Problems.quotaUsed();
  }

  private Sender sender(Exchange exchange) {
    return senders.of(exchange.headers().get(HttpHeaderNames.AUTHORIZATION));
  }
}

package dev.tributary.capture.http;

import dev.tributary.capture.sender.Network;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of requests that may wait in memory at a time, over all connections and of one address:
 * bodies that arrive or are being worked on, and what they were unpacked to, what came behind them,
 * and clicks whose answers wait. Any thread may ask.
 */
final class BodyBudget {

  private final long most;
  private final long mostOfOne;
  private final ClientAddress addresses;
  private final AtomicLong used = new AtomicLong();
  private final Map<ByteBuffer, Long> held = new ConcurrentHashMap<>();
  private final Runnable refusals;

  /**
   * Nothing is in memory yet.
   *
   * @param refusals called for every request that is turned away for lack of room
   */
  BodyBudget(EdgeOptions options, Runnable refusals) {
    this.most = options.bodyBytes();
    this.mostOfOne = options.bodyBytesPerAddress();
    this.addresses = new ClientAddress(options.proxies());
    this.refusals = refusals;
  }

  /** Whose share that exchange's bytes are taken from; null where they count for nobody. */
  ByteBuffer owner(Exchange exchange) {
    return exchange.peer() == null
        ? null
        : network(addresses.of(exchange.peer(), exchange.headers()));
  }

  /**
   * Whose share bytes are taken from that nothing is known of but the connection they came on; null
   * where they count for nobody.
   */
  ByteBuffer network(InetAddress client) {
    return mostOfOne == 0 || client == null || addresses.isProxy(client)
        ? null
        : Network.of(client);
  }

  /** Takes room for so many bytes; false, and none taken, when there is not enough. */
  boolean take(ByteBuffer owner, int bytes) {
    boolean room = used.addAndGet(bytes) <= most;
    boolean share = owner == null || held.merge(owner, (long) bytes, Long::sum) <= mostOfOne;
    if (!room || !share) {
      giveBack(owner, bytes);
    }
    return room && share;
  }

  void giveBack(ByteBuffer owner, int bytes) {
    used.addAndGet(-bytes);
    if (owner != null) {
      held.computeIfPresent(owner, (one, has) -> has == bytes ? null : has - bytes);
    }
  }

  /** Counts a request that was turned away since there was not enough. */
  void refused() {
    refusals.run();
  }

  long used() {
    return used.get();
  }
}

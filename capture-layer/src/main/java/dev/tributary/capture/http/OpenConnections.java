package dev.tributary.capture.http;

import dev.tributary.capture.sender.Network;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The connections that are open, at most so many, and at most so many of one address. Where there
 * are more, the one that has rested for longest makes room, for an address at its bound one of its
 * own: whoever holds connections, slow ones too, keeps no visitor out. Any thread may ask.
 */
final class OpenConnections {

  /** What a connection hears that is to be closed as soon as nothing is under way on it. */
  static final Object FAREWELL = new Object();

  /** Of those that came within one tick, the first. */
  private static final Comparator<Member> LONGEST_AT_REST =
      Comparator.comparingLong((Member one) -> -one.patience().ticks())
          .thenComparingLong(Member::number);

  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  /** What was sent before a farewell was heard is read by then. */
  static final long ON_ITS_WAY_MILLIS = 50;

  private final long most;
  private final long mostOfOne;
  private final ClientAddress addresses;
  private final EdgeMetrics metrics;
  private final Map<Channel, Member> open = new ConcurrentHashMap<>();
  private final Map<ByteBuffer, Long> held = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean ending;

  /**
   * One of them.
   *
   * @param network whose it is; null where that does not count
   * @param number higher than those of all that came before it
   */
  private record Member(Patience patience, ByteBuffer network, long number) {}

  OpenConnections(EdgeOptions options, EdgeMetrics metrics) {
    this.most = options.connections();
    this.mostOfOne = options.connectionsPerAddress();
    this.addresses = new ClientAddress(options.proxies());
    this.metrics = metrics;
  }

  /** Takes one more in; false where none of the others can make room for it. */
  synchronized boolean admit(Channel channel, Patience patience) {
    ByteBuffer network = network(channel);
    if (atBound(network) && !makeRoom(one -> network.equals(one.network()))) {
      return false;
    }
    if (open.size() >= most && !makeRoom(one -> true)) {
      return false;
    }
    open.put(channel, new Member(patience, network, numbers.incrementAndGet()));
    if (network != null) {
      held.merge(network, 1L, Long::sum);
    }
    channel.closeFuture().addListener(closed -> leave(channel));
    if (ending) {
      farewell(channel);
    }
    return true;
  }

  private ByteBuffer network(Channel channel) {
    InetAddress peer = mostOfOne == 0 ? null : Peer.of(channel);
    return peer == null || addresses.isProxy(peer) ? null : Network.of(peer);
  }

  private boolean atBound(ByteBuffer network) {
    boolean atBound = network != null && held.getOrDefault(network, 0L) >= mostOfOne;
    if (atBound) {
      metrics.addressAtBound();
    }
    return atBound;
  }

  /** Who left, or null for one that had left already. */
  private Member leave(Channel channel) {
    Member left = open.remove(channel);
    if (left != null && left.network() != null) {
      held.computeIfPresent(left.network(), (network, count) -> count == 1 ? null : count - 1);
    }
    return left;
  }

  private boolean makeRoom(Predicate<Member> among) {
    Channel longest =
        open.entrySet().stream()
            .filter(one -> among.test(one.getValue()) && one.getValue().patience().resting())
            .min(Comparator.comparing(Map.Entry::getValue, LONGEST_AT_REST))
            .map(Map.Entry::getKey)
            .orElse(null);
    Member member = longest == null ? null : leave(longest);
    if (member == null) {
      return false;
    }
    farewell(longest);
    // One that goes on with half a request would stay beside the bound.
    Runnable end =
        () -> {
          if (!member.patience().answering()) {
            longest.close();
          }
        };
    longest.eventLoop().schedule(end, ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
    return true;
  }

  private static void farewell(Channel channel) {
    channel.eventLoop().execute(() -> channel.pipeline().fireUserEventTriggered(FAREWELL));
  }

  /** Lets each connection end with the answer that is being made; waits for them. */
  void end(Duration atMost) {
    ending = true;
    open.keySet().forEach(OpenConnections::farewell);
    long until = System.nanoTime() + atMost.toNanos();
    while (!open.isEmpty() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}

package dev.tributary.capture.http;

import dev.tributary.capture.sender.Network;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The connections that are open, at most so many, and at most so many of one address. Where there
 * are more, the one that has rested for longest makes room, for an address at its bound one of its
 * own: whoever holds connections, slow ones too, keeps no visitor out. Any thread may ask.
 */
final class OpenConnections {

  /** What a connection hears that is to be closed as soon as nothing is under way on it. */
  static final Object FAREWELL = new Object();

  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  /** What was sent before a farewell was heard is read by then. */
  static final long ON_ITS_WAY_MILLIS = 50;

  private final long most;
  private final long mostOfOne;
  private final ClientAddress addresses;
  private final EdgeMetrics metrics;
  private final Map<Channel, Member> open = new ConcurrentHashMap<>();
  private final Map<ByteBuffer, OfOne> held = new ConcurrentHashMap<>();
  private final LongestAtRest<Member> longestOfAll;
  private final LongSupplier nanos;
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean ending;

  /** One of them. */
  private static final class Member {
    private final Channel channel;
    private final Patience patience;

    /** Whose it is; null where that does not count. */
    private final ByteBuffer network;

    /** Higher than those of all that came before it. */
    private final long number;

    /** It is closed, or about to be: it can make room no more. */
    private volatile boolean left;

    Member(Channel channel, Patience patience, ByteBuffer network, long number) {
      this.channel = channel;
      this.patience = patience;
      this.network = network;
      this.number = number;
    }

    long restingTicks() {
      return !left && channel.isOpen() && patience.resting() ? patience.ticks() : -1;
    }

    long number() {
      return number;
    }
  }

  /** Those of one address. */
  private static final class OfOne {
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final LongestAtRest<Member> longest;

    OfOne(LongSupplier nanos) {
      longest = new LongestAtRest<>(nanos, Member::restingTicks, Member::number);
    }
  }

  /**
   * None is open yet.
   *
   * @param nanos the monotonic clock
   */
  OpenConnections(EdgeOptions options, EdgeMetrics metrics, LongSupplier nanos) {
    this.nanos = nanos;
    this.longestOfAll = new LongestAtRest<>(nanos, Member::restingTicks, Member::number);
    this.most = options.connections();
    this.mostOfOne = options.connectionsPerAddress();
    this.addresses = new ClientAddress(options.proxies());
    this.metrics = metrics;
  }

  int count() {
    return open.size();
  }

  /** Takes one more in; false where none of the others can make room for it. */
  synchronized boolean admit(Channel channel, Patience patience) {
    ByteBuffer network = network(channel);
    OfOne ofOne = network == null ? null : held.get(network);
    if (atBound(ofOne) && !makeRoom(() -> ofOne.longest.among(ofOne.members))) {
      return false;
    }
    if (open.size() >= most && !makeRoom(() -> longestOfAll.among(open.values()))) {
      return false;
    }
    Member member = new Member(channel, patience, network, numbers.incrementAndGet());
    open.put(channel, member);
    if (network != null) {
      held.compute(network, (of, others) -> with(member, others));
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

  private OfOne with(Member member, OfOne others) {
    OfOne all = others == null ? new OfOne(nanos) : others;
    all.members.add(member);
    return all;
  }

  private boolean atBound(OfOne ofOne) {
    boolean atBound = ofOne != null && ofOne.members.size() >= mostOfOne;
    if (atBound) {
      metrics.addressAtBound();
    }
    return atBound;
  }

  /** Whether it was still here. */
  private boolean leave(Channel channel) {
    Member gone = open.remove(channel);
    if (gone != null) {
      gone.left = true;
      if (gone.network != null) {
        held.computeIfPresent(gone.network, (network, others) -> without(gone, others));
      }
    }
    return gone != null;
  }

  private static OfOne without(Member gone, OfOne others) {
    others.members.remove(gone);
    return others.members.isEmpty() ? null : others;
  }

  /**
   * Lets one leave.
   *
   * @param longest the next member that may, or null for none: it may have left by itself meanwhile
   */
  private boolean makeRoom(Supplier<Member> longest) {
    for (Member one = longest.get(); one != null; one = longest.get()) {
      if (leave(one.channel)) {
        end(one);
        return true;
      }
    }
    return false;
  }

  private static void end(Member one) {
    farewell(one.channel);
    // One that goes on with half a request would stay beside the bound.
    Runnable end =
        () -> {
          if (!one.patience.answering()) {
            one.channel.close();
          }
        };
    one.channel.eventLoop().schedule(end, ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
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

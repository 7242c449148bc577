package dev.tributary.capture.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The connections that are open, at most so many. Where there are more, the one that has rested for
 * longest makes room: whoever holds connections and asks for nothing keeps no visitor out. Any
 * thread may ask.
 */
final class OpenConnections {

  /** What a connection hears that is to be closed as soon as nothing is under way on it. */
  static final Object FAREWELL = new Object();

  /** Of those that came within one tick, the first. */
  private static final Comparator<Member> LONGEST_AT_REST =
      Comparator.comparingLong((Member one) -> -one.patience().ticks())
          .thenComparingLong(Member::number);

  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final long most;
  private final Map<Channel, Member> open = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean ending;

  /** A connection's number is higher than those of all that came before it. */
  private record Member(Patience patience, long number) {}

  OpenConnections(long most) {
    this.most = most;
  }

  /** Takes one more in; false where none of the others can make room for it. */
  synchronized boolean admit(Channel channel, Patience patience) {
    if (open.size() >= most && !makeRoom()) {
      return false;
    }
    open.put(channel, new Member(patience, numbers.incrementAndGet()));
    channel.closeFuture().addListener(closed -> open.remove(channel));
    if (ending) {
      farewell(channel);
    }
    return true;
  }

  private boolean makeRoom() {
    Channel longest =
        open.entrySet().stream()
            .filter(one -> one.getValue().patience().resting())
            .min(Comparator.comparing(Map.Entry::getValue, LONGEST_AT_REST))
            .map(Map.Entry::getKey)
            .orElse(null);
    if (longest == null || open.remove(longest) == null) {
      return false;
    }
    farewell(longest);
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

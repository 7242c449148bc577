package dev.tributary.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The bound of connections, without a network. */
class OpenConnectionsTest {

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void ofThoseThatCameWithinOneTickTheFirstMakesRoom() {
    OpenConnections open = atMost(3);
    List<EmbeddedChannel> channels = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      EmbeddedChannel channel = new EmbeddedChannel();
      channel.freezeTime();
      channels.add(channel);
      assertThat(open.admit(channel, patience())).isTrue();
    }
    for (EmbeddedChannel channel : channels) {
      channel.advanceTimeBy(OpenConnections.ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
      channel.runScheduledPendingTasks();
    }
    assertThat(channels)
        .extracting(EmbeddedChannel::isOpen)
        .containsExactly(false, true, true, true);
  }

  @Test
  void whereManyAreAllBusyTheyAreLookedAtOnceInAWhileNotAtEachArrival() {
    OpenConnections open = atMost(LongestAtRest.FEW + 1);
    List<Patience> busy = new ArrayList<>();
    for (int i = 0; i <= LongestAtRest.FEW; i++) {
      busy.add(patience());
      busy.get(i).requestIsWhole();
      assertThat(open.admit(new EmbeddedChannel(), busy.get(i))).isTrue();
    }
    assertThat(open.admit(new EmbeddedChannel(), patience())).isFalse();
    busy.forEach(Patience::answered);
    assertThat(open.admit(new EmbeddedChannel(), patience())).isFalse();
    nanos.set(LongestAtRest.BETWEEN_LOOKS.toNanos());
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue(); // Of the same look.
  }

  @Test
  void whoCameBackToWorkSinceTheLookMakesNoRoom() {
    OpenConnections open = atMost(LongestAtRest.FEW + 2);
    List<EmbeddedChannel> channels = new ArrayList<>();
    List<Patience> all = new ArrayList<>();
    for (int i = 0; i < LongestAtRest.FEW + 2; i++) {
      all.add(patience());
      channels.add(new EmbeddedChannel());
      channels.get(i).freezeTime();
      assertThat(open.admit(channels.get(i), all.get(i))).isTrue();
    }
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
    all.get(1).requestIsWhole();
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
    for (EmbeddedChannel channel : channels) {
      channel.advanceTimeBy(OpenConnections.ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
      channel.runScheduledPendingTasks();
    }
    assertThat(channels.subList(0, 4))
        .extracting(EmbeddedChannel::isOpen)
        .containsExactly(false, true, false, true);
  }

  /** One that another of its address has taken the place of is closing, and makes no room again. */
  @Test
  void whoLeftForAnotherOfItsAddressKeepsNoVisitorOut() throws Exception {
    OpenConnections open =
        new OpenConnections(
            EdgeOptions.of(
                Config.of(
                    Map.of(
                        "capture.connections",
                        Integer.toString(LongestAtRest.FEW + 8),
                        "capture.connections_per_address",
                        "4")),
                0),
            new EdgeMetrics(),
            nanos::get);
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
    for (int i = 0; i < 4; i++) {
      assertThat(open.admit(new From("192.0.2.1"), patience())).isTrue();
    }
    for (int i = 0; i < LongestAtRest.FEW + 3; i++) {
      assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
    }
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue(); // All are looked at.
    assertThat(open.admit(new From("192.0.2.1"), patience())).isTrue(); // For one of its own.
    assertThat(open.admit(new EmbeddedChannel(), patience())).isTrue();
  }

  private static final class From extends EmbeddedChannel {

    private final InetSocketAddress address;

    From(String address) throws Exception {
      this.address = new InetSocketAddress(InetAddress.getByName(address), 1);
    }

    @Override
    public SocketAddress remoteAddress() {
      return address;
    }
  }

  @Test
  void aLookOfLongAgoDoesNotSayWhoHasRestedForLongestNow() {
    long[] since = new long[LongestAtRest.FEW + 2];
    long[] ticks = {100};
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < since.length; i++) {
      all.add(i);
      since[i] = i < 10 ? 0 : 50;
    }
    LongestAtRest<Integer> longest =
        new LongestAtRest<>(nanos::get, i -> ticks[0] - since[i], i -> i);
    assertThat(longest.among(all)).isZero();
    for (int i = 1; i < LongestAtRest.FEW; i++) {
      since[i] = 55; // At work, and at rest again since, for longer than when all were looked at.
    }
    ticks[0] = 160;
    nanos.set(LongestAtRest.REMEMBERED.toNanos() + 1);
    all.remove(0);
    assertThat(since[longest.among(all)]).isEqualTo(50);
  }

  @Test
  void manyThatComeAtOnceAreNoMoreThanTheBound() throws Exception {
    int threads = 8;
    int each = 200;
    OpenConnections open = atMost(threads * each / 2);
    ExecutorService comers = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        tasks.add(() -> admitted(open, each));
      }
      int admitted = 0;
      for (Future<Integer> one : comers.invokeAll(tasks)) {
        admitted += one.get();
      }
      assertThat(admitted).isEqualTo(threads * each / 2);
    } finally {
      comers.shutdownNow();
    }
  }

  private static int admitted(OpenConnections open, int comers) {
    int admitted = 0;
    for (int i = 0; i < comers; i++) {
      Patience busy = patience();
      busy.requestIsWhole();
      admitted += open.admit(new EmbeddedChannel(), busy) ? 1 : 0;
    }
    return admitted;
  }

  private static Patience patience() {
    return new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  private OpenConnections atMost(int connections) {
    Map<String, String> settings = Map.of("capture.connections", Integer.toString(connections));
    return new OpenConnections(
        EdgeOptions.of(Config.of(settings), 0), new EdgeMetrics(), nanos::get);
  }
}

package dev.tributary.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The bound of connections, without a network. */
class OpenConnectionsTest {

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

  private static OpenConnections atMost(int connections) {
    Map<String, String> settings = Map.of("capture.connections", Integer.toString(connections));
    return new OpenConnections(EdgeOptions.of(Config.of(settings), 0), new EdgeMetrics());
  }
}

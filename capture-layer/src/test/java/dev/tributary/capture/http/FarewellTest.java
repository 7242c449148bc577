package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections that are asked to end, by a clock that stands still until it is moved. */
class FarewellTest {

  private static final String REQUEST = "GET /healthz HTTP/1.1\r\nHost: a\r\n";

  @Test
  void aRequestThatWasOnItsWayWhenTheEndCameIsAnswered() {
    EmbeddedChannel channel = connection();
    channel.pipeline().fireUserEventTriggered(OpenConnections.FAREWELL);
    channel.advanceTimeBy(49, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isTrue();
    send(channel, REQUEST + "\r\n");
    assertThat(answers(channel)).startsWith("HTTP/1.1 200 ").contains("connection: close");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void oneThatRestsIsClosedFiftyMillisecondsAfterwards() {
    EmbeddedChannel channel = connection();
    channel.pipeline().fireUserEventTriggered(OpenConnections.FAREWELL);
    channel.advanceTimeBy(50, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }

  /** Else whoever sends half a request when asked to go would stay beside the bound. */
  @Test
  void oneThatHasToMakeRoomAndSendsHalfARequestIsClosed() {
    OpenConnections open =
        new OpenConnections(
            EdgeOptions.of(Config.of(Map.of("capture.connections", "1")), 0),
            new EdgeMetrics(),
            System::nanoTime);
    EmbeddedChannel first = connection();
    EmbeddedChannel second = connection();
    assertThat(open.admit(first, first.pipeline().get(Patience.class))).isTrue();
    assertThat(open.admit(second, second.pipeline().get(Patience.class))).isTrue();
    send(first, REQUEST);
    assertThat(first.isOpen()).isTrue();
    first.advanceTimeBy(50, TimeUnit.MILLISECONDS);
    first.runScheduledPendingTasks();
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
  }

  private static EmbeddedChannel connection() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(patience)
        .addLast(new StrictRequestDecoder())
        .addLast(new HttpResponseEncoder())
        .addLast(
            new ExchangeHandler(
                HttpFuzz.router(), HttpFuzz.budget(), patience, new Unread(), new EdgeMetrics()));
    return channel;
  }

  private static void send(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    channel.runPendingTasks();
  }

  private static String answers(EmbeddedChannel channel) {
    StringBuilder answers = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answers.append(out.toString(ISO_8859_1));
      out.release();
    }
    return answers.toString();
  }
}

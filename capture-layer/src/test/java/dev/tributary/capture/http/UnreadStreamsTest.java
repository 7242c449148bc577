package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers on streams of HTTP/2 to a peer whose window takes none of their bytes. */
class UnreadStreamsTest {

  private static final int BUDGET_BYTES = 2 << 20;
  private static final String MANY = "[" + "{},".repeat(999) + "{}]";
  private static final String FEW = "[" + "{},".repeat(9) + "{}]";

  private final BodyBudget budget =
      new BodyBudget(
          EdgeOptions.of(Config.of(Map.of("capture.body_bytes", "" + BUDGET_BYTES)), 0), () -> {});
  private final EdgeMetrics metrics = new EdgeMetrics();
  private final EmbeddedChannel server = server();
  private final Http2FrameCodec codec =
      Http2FrameCodecBuilder.forClient()
          .initialSettings(Http2Settings.defaultSettings().initialWindowSize(0))
          .build();
  private final Streams streams = new Streams();
  private final EmbeddedChannel client = new EmbeddedChannel(codec, streams);

  private static final class Streams extends Http2ChannelDuplexHandler {}

  /** By stream, what came back. */
  private final List<String> heads = new ArrayList<>();

  private int bodyBytes;
  private int resets;

  @AfterEach
  void release() {
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  @Test
  void countAgainstTheMemoryUntilTheyAreRead() throws Exception {
    Http2FrameStream stream = post(MANY);
    assertThat(heads).containsExactly("422");
    long held = budget.used();
    assertThat(held).isGreaterThan(100_000);
    client.writeOutbound(new DefaultHttp2WindowUpdateFrame(1 << 20)); // Of the connection.
    codec
        .connection()
        .local()
        .flowController()
        .incrementWindowSize(codec.connection().stream(stream.id()), 1 << 20);
    client.flush();
    exchange();
    assertThat(bodyBytes).isEqualTo((int) held);
    assertThat(budget.used()).isZero();
  }

  /** Each is small, and a hundred of them would fill the memory of the connections. */
  @Test
  void countAlsoWhereAllOfOneConnectionAreSmallAndManyTogether() {
    post(FEW);
    assertThat(budget.used()).isZero();
    for (int i = 1; i < 50; i++) {
      post(FEW);
    }
    assertThat(heads).hasSize(50).containsOnly("422");
    long each = budget.used() / (50 - Unread.SMALL_BYTES / 1_000);
    assertThat(each).isGreaterThan(900);
    server.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void areNotHeldWhereThereIsNoRoomAndTheirNeighboursGoOn() {
    int others = BUDGET_BYTES - 50_000;
    assertThat(budget.take(null, others)).isTrue();
    post(MANY);
    assertThat(resets).isEqualTo(1);
    assertThat(budget.used()).isEqualTo(others);
    Exposition text = new Exposition();
    metrics.write(text);
    assertThat(text.toString()).contains("\ntributary_capture_unread_answers_total 1\n");
    heads.clear();
    post(FEW);
    assertThat(heads).containsExactly("422");
  }

  @Test
  void endTheirStreamWhenTheyAreNotReadInTheTimeOfARequest() {
    post(MANY);
    wait(4);
    assertThat(resets).isZero();
    wait(2);
    assertThat(resets).isEqualTo(1);
    assertThat(budget.used()).isZero();
  }

  /** Heads alone need no window: whoever asks for redirects and reads nothing is not heard on. */
  @Test
  void holdUpTheNextRequestsOfAConnectionThatTakesNothing() {
    post(FEW);
    server.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    server.runPendingTasks();
    assertThat(server.config().isAutoRead()).isFalse();
    server.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    server.runPendingTasks();
    assertThat(server.config().isAutoRead()).isTrue();
  }

  private EmbeddedChannel server() {
    Patience connection = patience();
    EmbeddedChannel channel = new EmbeddedChannel(connection);
    channel.freezeTime();
    Router router = HttpFuzz.router();
    Transport.streams(
        channel.pipeline(),
        connection,
        UnreadStreamsTest::patience,
        (patience, unread) -> new ExchangeHandler(router, budget, patience, unread, metrics),
        metrics);
    return channel;
  }

  private static Patience patience() {
    return new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5));
  }

  private Http2FrameStream post(String body) {
    Http2FrameStream stream = streams.newStream();
    Http2Headers headers =
        new DefaultHttp2Headers().method("POST").scheme("https").authority("a").path("/v1/events");
    client.writeOutbound(
        new DefaultHttp2HeadersFrame(headers).stream(stream),
        new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, US_ASCII), true).stream(stream));
    exchange();
    return stream;
  }

  private void wait(int seconds) {
    for (int i = 0; i < seconds; i++) {
      server.advanceTimeBy(1, TimeUnit.SECONDS);
      server.runScheduledPendingTasks();
    }
    exchange();
  }

  private void exchange() {
    Wire.exchange(client, server);
    for (Object frame = client.readInbound(); frame != null; frame = client.readInbound()) {
      if (frame instanceof Http2HeadersFrame head) {
        heads.add(head.headers().status().toString());
      } else if (frame instanceof Http2DataFrame data) {
        bodyBytes += data.content().readableBytes();
      } else if (frame instanceof Http2ResetFrame) {
        resets++;
      }
      ReferenceCountUtil.release(frame);
    }
  }
}

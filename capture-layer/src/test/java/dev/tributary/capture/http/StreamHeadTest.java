package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heads of HTTP/2 that are no whole request, or one that is taken back, and how these count. */
class StreamHeadTest {

  private final Edge edge = HttpFuzz.edge(Runnable::run);
  private final EmbeddedChannel server = server();
  private final Http2FrameCodec codec =
      Http2FrameCodecBuilder.forClient().encoderIgnoreMaxHeaderListSize(true).build();
  private final Streams streams = new Streams();
  private final EmbeddedChannel client = new EmbeddedChannel(codec, streams);
  private final List<String> statuses = new ArrayList<>();

  private static final class Streams extends Http2ChannelDuplexHandler {}

  @AfterEach
  void release() {
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  @Test
  void aClickIsSentOnAndCounted() {
    ask(click());
    assertThat(statuses).containsExactly("302");
    assertThat(counted("redirects_total")).isEqualTo("1");
    assertThat(counted("gone_visitors_total")).isEqualTo("0");
    assertThat(counted("journaled_total")).isEqualTo("1");
  }

  /** RFC 9113, 8.3.1. */
  @Test
  void aHeadWithoutSchemeMethodOrPathIsRefusedAndCounted() {
    for (String name : new String[] {":scheme", ":method", ":path"}) {
      Http2Headers lacking = click();
      lacking.remove(name);
      ask(lacking);
    }
    ask(click().method("GE T"));
    ask(click().path("/r/la unch"));
    assertThat(statuses).containsExactly("400", "400", "400", "400", "400");
    assertThat(counted("requests_total{route=\"unreadable\",status=\"400\"}")).isEqualTo("5");
    assertThat(counted("journaled_total")).isEqualTo("0");
  }

  @Test
  void headersThatAreTooLargeAreCountedAlthoughTheCodecAnswersThem() {
    ask(click().add("x-long", "x".repeat(17_000)));
    assertThat(statuses).containsExactly("431");
    assertThat(counted("requests_total{route=\"unreadable\",status=\"431\"}")).isEqualTo("1");
    ask(click());
    assertThat(statuses).containsExactly("431", "302");
    assertThat(counted("requests_total{route=\"unreadable\",status=\"431\"}")).isEqualTo("1");
    ask(click().add("x-long", "x".repeat(30_000)));
    assertThat(statuses).hasSize(2);
    assertThat(server.isOpen()).isFalse();
    assertThat(counted("requests_total{route=\"unreadable\",status=\"431\"}")).isEqualTo("2");
  }

  /** RFC 9113, 8.2 and 8.1.1; who sends such is told by a reset alone. */
  @Test
  void whatTheCodecRefusesByAResetIsCountedAsWhatItIs() {
    client.writeOutbound(
        new DefaultHttp2HeadersFrame(click().set("connection", "close"), true)
            .stream(streams.newStream()));
    exchange();
    assertThat(statuses).isEmpty();
    assertThat(counted("requests_total{route=\"unreadable\",status=\"400\"}")).isEqualTo("1");
    Http2FrameStream post = streams.newStream();
    Http2Headers head = click().method("POST").path("/v1/events").set("content-length", "5");
    client.writeOutbound(new DefaultHttp2HeadersFrame(head, false).stream(post));
    client.writeOutbound(
        new DefaultHttp2DataFrame(Unpooled.copiedBuffer("[]", UTF_8), true).stream(post));
    exchange();
    assertThat(statuses).isEmpty();
    assertThat(counted("requests_total{route=\"events\",status=\"400\"}")).isEqualTo("1");
    ask(click());
    assertThat(statuses).containsExactly("302");
    assertThat(counted("requests_total{route=\"unreadable\",status=\"400\"}")).isEqualTo("1");
  }

  @Test
  void aClickThatIsTakenBackBeforeItsAnswerIsJournaledAndNotCountedAsSentOn() {
    Http2FrameStream stream = streams.newStream();
    client.writeOutbound(new DefaultHttp2HeadersFrame(click(), true).stream(stream));
    client.writeOutbound(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream));
    List<ByteBuf> sent = new ArrayList<>();
    for (ByteBuf bytes = client.readOutbound(); bytes != null; bytes = client.readOutbound()) {
      sent.add(bytes);
    }
    server.writeInbound(sent.toArray()); // As one read brings them.
    exchange();
    assertThat(statuses).isEmpty();
    assertThat(counted("journaled_total")).isEqualTo("1");
    assertThat(counted("gone_visitors_total")).isEqualTo("1");
    assertThat(counted("redirects_total")).isEqualTo("0");
  }

  private static Http2Headers click() {
    return new DefaultHttp2Headers(false)
        .method("GET")
        .scheme("https")
        .authority("a")
        .path("/r/launch");
  }

  private void ask(Http2Headers headers) {
    client.writeOutbound(new DefaultHttp2HeadersFrame(headers, true).stream(streams.newStream()));
    exchange();
  }

  private String counted(String name) {
    Exposition text = new Exposition();
    edge.metrics().write(text);
    String start = "tributary_capture_" + name + " ";
    return text.toString()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  private EmbeddedChannel server() {
    EmbeddedChannel channel = new EmbeddedChannel(patience());
    Transport.streams(
        channel.pipeline(),
        channel.pipeline().get(Patience.class),
        StreamHeadTest::patience,
        (patience, unread) ->
            new ExchangeHandler(edge.router(), HttpFuzz.budget(), patience, unread, edge.metrics()),
        edge.metrics());
    return channel;
  }

  private static Patience patience() {
    return new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  private void exchange() {
    Wire.exchange(client, server);
    for (Object frame = client.readInbound(); frame != null; frame = client.readInbound()) {
      if (frame instanceof Http2HeadersFrame head) {
        statuses.add(head.headers().status().toString());
      }
      ReferenceCountUtil.release(frame);
    }
  }
}

package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Large answers to who does not read them. A real connection on one machine takes megabytes, so
 * that the system of these takes nothing until it is told to.
 */
class UnreadAnswersTest {

  private static final int BUDGET_BYTES = 2 << 20;
  private static final String EVENTS = post("[" + "{},".repeat(999) + "{}]");
  private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

  private final BodyBudget budget =
      new BodyBudget(
          EdgeOptions.of(Config.of(Map.of("capture.body_bytes", "" + BUDGET_BYTES)), 0), () -> {});
  private final EdgeMetrics metrics = new EdgeMetrics();
  private final FullSystem system = new FullSystem();

  /** Takes what is written when it is told to. */
  private static final class FullSystem extends ChannelOutboundHandlerAdapter {

    private record Write(Object message, ChannelPromise promise) {}

    private final Queue<Write> writes = new ArrayDeque<>();
    private ChannelHandlerContext context;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      this.context = context;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      writes.add(new Write(message, promise));
    }

    /** What was written so far. */
    void take() {
      for (int left = writes.size(); left > 0; left--) {
        Write one = writes.remove();
        context.writeAndFlush(one.message(), one.promise());
      }
    }
  }

  @Test
  void countAgainstTheMemoryUntilTheyAreReadAndAreReadBeforeTheNextRequestIs() {
    EmbeddedChannel channel = connection();
    send(channel, EVENTS);
    int held = (int) budget.used();
    send(channel, HEALTH);
    system.take();
    String answers = answers(channel);
    assertThat(answers).startsWith("HTTP/1.1 422 ").doesNotContain("HTTP/1.1 200 ");
    int length = Integer.parseInt(answers.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    assertThat(length).isGreaterThan(100_000);
    assertThat(held).isEqualTo(length);
    assertThat(budget.used()).isZero();
    system.take();
    assertThat(answers(channel)).startsWith("HTTP/1.1 200 ");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void countNoLongerWhenTheirConnectionIsGone() {
    EmbeddedChannel channel = connection();
    send(channel, EVENTS);
    assertThat(budget.used()).isGreaterThan(100_000);
    channel.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void areNotHeldWhereThereIsNoRoom() {
    int others = BUDGET_BYTES - 50_000;
    assertThat(budget.take(null, others)).isTrue();
    EmbeddedChannel channel = connection();
    send(channel, EVENTS);
    assertThat(channel.isOpen()).isFalse();
    assertThat(budget.used()).isEqualTo(others);
    Exposition text = new Exposition();
    metrics.write(text);
    assertThat(text.toString()).contains("\ntributary_capture_unread_answers_total 1\n");
  }

  @Test
  void endTheirConnectionWhenTheyAreNotReadInTheTimeOfARequest() {
    EmbeddedChannel channel = connection();
    send(channel, EVENTS);
    wait(channel, 4);
    assertThat(channel.isOpen()).isTrue();
    wait(channel, 2);
    assertThat(channel.isOpen()).isFalse();
    assertThat(budget.used()).isZero();
  }

  private EmbeddedChannel connection() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5));
    EmbeddedChannel channel =
        new EmbeddedChannel(
            patience,
            system,
            new StrictRequestDecoder(),
            new HttpResponseEncoder(),
            new ExchangeHandler(HttpFuzz.router(), budget, patience, new Unread(), metrics));
    channel.freezeTime();
    return channel;
  }

  private static void wait(EmbeddedChannel channel, int seconds) {
    for (int i = 0; i < seconds; i++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  private static void send(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    channel.runPendingTasks();
  }

  private static String answers(EmbeddedChannel channel) {
    channel.runPendingTasks();
    StringBuilder answers = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answers.append(out.toString(ISO_8859_1));
      out.release();
    }
    return answers.toString();
  }

  private static String post(String body) {
    return "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}

package dev.tributary.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the time of each phase of a connection: resting between requests, a request arriving
 * (however slowly its bytes drip), an answer being made and read. Checked once a second.
 */
final class Patience extends ChannelInboundHandlerAdapter {

  /** What {@link ExchangeHandler} hears when a request did not arrive in time. */
  static final Object REQUEST_TOO_SLOW = new Object();

  private static final long ANSWER_NANOS = Duration.ofSeconds(60).toNanos();

  private enum Phase {
    RESTING,
    ARRIVING,
    ANSWERING
  }

  private final long restNanos;
  private final long arriveNanos;
  private Phase phase = Phase.RESTING;
  private long since = System.nanoTime();
  private ScheduledFuture<?> ticks;

  Patience(Duration rest, Duration arrive) {
    this.restNanos = rest.toNanos();
    this.arriveNanos = arrive.toNanos();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    ticks = context.executor().scheduleAtFixedRate(() -> tick(context), 1, 1, TimeUnit.SECONDS);
    super.channelActive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (phase == Phase.RESTING && message instanceof ByteBuf) {
      enter(Phase.ARRIVING);
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (ticks != null) {
      ticks.cancel(false);
    }
    super.channelInactive(context);
  }

  void requestIsWhole() {
    enter(Phase.ANSWERING);
  }

  void nextRequestIsArriving() {
    enter(Phase.ARRIVING);
  }

  void answered() {
    enter(Phase.RESTING);
  }

  private void enter(Phase next) {
    phase = next;
    since = System.nanoTime();
  }

  private void tick(ChannelHandlerContext context) {
    long elapsed = System.nanoTime() - since;
    switch (phase) {
      case RESTING -> closeAfter(context, elapsed, restNanos);
      case ANSWERING -> closeAfter(context, elapsed, ANSWER_NANOS);
      case ARRIVING -> {
        if (elapsed > arriveNanos) {
          enter(Phase.ANSWERING);
          context.fireUserEventTriggered(REQUEST_TOO_SLOW);
        }
      }
    }
  }

  private static void closeAfter(ChannelHandlerContext context, long elapsed, long most) {
    if (elapsed > most) {
      context.close();
    }
  }
}

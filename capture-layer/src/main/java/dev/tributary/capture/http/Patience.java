package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the time of each phase of a connection: resting between requests, a request arriving
 * (however slowly its bytes drip), an answer being made, and being read. Time is counted in ticks
 * of a second, so that a request reads no clock here; no phase ends early, and none later than two
 * ticks after its bound.
 */
final class Patience extends ChannelInboundHandlerAdapter {

  /** What {@link ExchangeHandler} hears when a request did not arrive in time. */
  static final Object REQUEST_TOO_SLOW = new Object();

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long ANSWER_TICKS = ticks(Duration.ofSeconds(60));

  private enum Phase {
    RESTING,
    ARRIVING,
    ANSWERING,
    READING
  }

  private final long restTicks;
  private final long arriveTicks;
  private Phase phase = Phase.RESTING;
  private long ticks;
  private ScheduledFuture<?> ticking;

  Patience(Duration rest, Duration arrive) {
    this.restTicks = ticks(rest);
    this.arriveTicks = ticks(arrive);
  }

  /** How many ticks into a phase its bound has certainly passed: the first may come at once. */
  private static long ticks(Duration bound) {
    return bound.plus(TICK).minusNanos(1).dividedBy(TICK) + 1;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    ticking =
        context
            .executor()
            .scheduleAtFixedRate(
                () -> tick(context), TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
    super.channelActive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (phase == Phase.RESTING) {
      enter(Phase.ARRIVING);
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (ticking != null) {
      ticking.cancel(false);
    }
    super.channelInactive(context);
  }

  /**
   * Whether nothing is under way. Another thread than the connection's may see what was so a moment
   * ago, which is good enough to choose by.
   */
  boolean resting() {
    return phase == Phase.RESTING;
  }

  /** Whether a whole request is being answered; of another thread as {@link #resting}. */
  boolean answering() {
    return phase == Phase.ANSWERING || phase == Phase.READING;
  }

  /** For how many ticks it has been so; of another thread as {@link #resting}. */
  long ticks() {
    return ticks;
  }

  void requestIsWhole() {
    enter(Phase.ANSWERING);
  }

  /** Its peer has to read before anything goes on; it has the time that a request has. */
  void answerIsBeingRead() {
    if (phase != Phase.READING) {
      enter(Phase.READING);
    }
  }

  void nextRequestIsArriving() {
    enter(Phase.ARRIVING);
  }

  void answered() {
    enter(Phase.RESTING);
  }

  private void enter(Phase next) {
    phase = next;
    ticks = 0;
  }

  private void tick(ChannelHandlerContext context) {
    ticks++;
    switch (phase) {
      case RESTING -> closeAt(context, restTicks);
      case ANSWERING -> closeAt(context, ANSWER_TICKS);
      case READING -> closeAt(context, arriveTicks);
      case ARRIVING -> {
        if (ticks >= arriveTicks) {
          enter(Phase.ANSWERING);
          context.fireUserEventTriggered(REQUEST_TOO_SLOW);
        }
      }
    }
  }

  private void closeAt(ChannelHandlerContext context, long bound) {
    if (ticks >= bound) {
      context.close();
    }
  }
}

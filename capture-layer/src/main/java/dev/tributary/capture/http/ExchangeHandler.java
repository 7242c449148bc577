package dev.tributary.capture.http;

import dev.tributary.capture.link.Redirect;
import dev.tributary.capture.log.Failure;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one connection one after the other: the next is looked at when the last is
 * answered, so that pipelined answers can't overtake each other. Until then it stays unread.
 */
final class ExchangeHandler extends ChannelInboundHandlerAdapter
    implements Exchange.Reply, StrictRequestDecoder.Turn {

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

  private final Router router;
  private final Patience patience;
  private final EdgeMetrics metrics;
  private final Room room;
  private final Behind behind;
  private final Unwritten unwritten;
  private ChannelHandlerContext context;
  private ChannelHandlerContext encoder;
  private StrictRequestDecoder decoder;
  private Exchange exchange;
  private boolean keepAlive;
  private boolean answering;
  private boolean leaving;
  private boolean cutShort;
  private boolean unread;
  private boolean farewell;

  ExchangeHandler(
      Router router, BodyBudget budget, Patience patience, Unread unread, EdgeMetrics metrics) {
    this.router = router;
    this.room = new Room(budget);
    this.behind = new Behind(budget);
    this.unwritten = new Unwritten(room, unread);
    this.patience = patience;
    this.metrics = metrics;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
    this.encoder = context.pipeline().context(HttpResponseEncoder.class);
    this.decoder = context.pipeline().get(StrictRequestDecoder.class);
    if (decoder != null) { // A stream of HTTP/2 carries one request.
      decoder.oneAtATime(this, context.pipeline().context(StrictRequestDecoder.class));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (leaving || answering) {
      ReferenceCountUtil.release(message);
    } else {
      take((HttpObject) message);
    }
  }

  @Override
  public boolean taken() {
    return answering && !leaving;
  }

  @Override
  public boolean nothingBegun() {
    return exchange == null && !answering;
  }

  @Override
  public boolean queue(int bytes) {
    if (!cutShort && !behind.queue(context.channel(), bytes)) {
      // The next request is not answered, which the close behind this one's answer tells.
      room.turnedAway();
      farewell = true;
      cutShort = true;
    }
    return !cutShort;
  }

  private void take(HttpObject message) {
    try {
      DecoderResult result = message.decoderResult();
      if (result.isFailure()) {
        refuse(Problems.unreadable(result.cause(), exchange).answer());
        return;
      }
      if (message instanceof HttpRequest request) {
        begin(request);
      }
      if (message instanceof HttpContent content && !leaving) {
        Answer refusal = exchange.refusalOf(content.content());
        if (refusal != null) {
          refuse(refusal);
        }
      }
      if (message instanceof LastHttpContent && !leaving) {
        finish();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    keepAlive = HttpUtil.isKeepAlive(request);
    exchange = new Exchange(request, Peer.of(context.channel()), context.executor(), this, room);
    Answer refusal = router.refusalOf(request, exchange);
    if (refusal != null) {
      refuse(refusal);
    } else if (HttpUtil.is100ContinueExpected(request)) {
      context.writeAndFlush(Framing.goOn());
    }
  }

  private void finish() {
    answering = true;
    patience.requestIsWhole();
    metrics.received(System.nanoTime() - exchange.begun());
    router.route(exchange);
  }

  /** Answers a request that is not read to its end, and takes none after it. */
  private void refuse(Answer answer) {
    leaving = true;
    cutShort = true;
    keepAlive = false;
    patience.requestIsWhole();
    write(answer);
  }

  @Override
  public void answer(Answer answer) {
    if (context.executor().inEventLoop()) {
      write(answer);
    } else {
      try {
        context.executor().execute(() -> write(answer));
      } catch (RejectedExecutionException e) {
        abandon();
        LOG.debug("An answer came after the end of its connection: {}", new Failure(e));
      }
    }
  }

  @Override
  public void abandon() {
    room.giveBack();
    context.close();
  }

  @Override
  public boolean redirect(Redirect redirect, String clickId) {
    if (!context.channel().isActive()) {
      abandon();
      return false;
    }
    if (!keepAlive || farewell || encoder == null) {
      write(Answer.redirect(redirect.location(clickId)));
      return true;
    }
    room.giveBack();
    metrics.answered(Route.REDIRECT, HttpResponseStatus.FOUND.code());
    exchange = null;
    // Around the encoder, whose work is done; a failure comes back as an exception caught.
    encoder.writeAndFlush(
        RedirectBytes.of(redirect, clickId, context.alloc()), encoder.voidPromise());
    goOn();
    return true;
  }

  private void write(Answer answer) {
    Exchange asked = exchange;
    exchange = null;
    metrics.answered(router.nameOf(asked), answer.status().code());
    FullHttpResponse response = answer.responseTo(asked == null ? HttpMethod.GET : asked.method());
    if (!keepAlive || farewell) {
      leaving = true;
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    unwritten.begin(asked, response.content().readableBytes());
    ChannelFuture written = context.writeAndFlush(response);
    boolean waits = unwritten.waitsFor(written);
    written.addListener(
        done -> {
          if (waits) {
            unwritten.end();
          }
          if (leaving || !done.isSuccess()) {
            leave();
          } else if (waits) {
            goOn();
          }
        });
    if (unwritten.tooLarge()) {
      metrics.unreadAnswer();
      context.close();
    } else if (!leaving) {
      goOn();
    } else if (!written.isDone()) {
      patience.answerIsBeingRead();
    }
  }

  private void goOn() {
    // Who asks and does not read would fill the memory: these answers have to go first, in time.
    unread = unwritten.waiting() || !context.channel().isWritable();
    if (unread) {
      patience.answerIsBeingRead();
    } else {
      answering = false;
      patience.answered();
      if (behind.held()) {
        takeNext();
      }
      if (decoder != null) {
        decoder.answered();
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (unread && !leaving && context.channel().isWritable()) {
      goOn();
    }
  }

  private void takeNext() {
    if (behind.taken()) {
      patience.nextRequestIsArriving();
      decoder.goOn();
    }
    if (!answering && !leaving) {
      behind.readOn(context.channel());
    }
  }

  /** A peer that may still be sending, or has sent more than was read, reads its answer first. */
  private void leave() {
    if (cutShort || behind.held()) {
      Closing.lingering(context);
    } else {
      context.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Patience.REQUEST_TOO_SLOW && !leaving) {
      refuse(Problems.tooSlow().answer());
    } else if (event == OpenConnections.FAREWELL) {
      farewell = true;
      Closing.atRest(context, patience);
    } else if (event instanceof ChannelInputShutdownEvent) {
      inputIsOver();
    }
  }

  /** Its peer sends no more, and nothing is being answered; it may have answers to read still. */
  private void inputIsOver() {
    if (leaving) {
      Closing.heard(context);
    } else if (exchange != null) {
      refuse(Problems.malformedRequest("It ended before its body did.").answer());
    } else {
      leaving = true;
      patience.answerIsBeingRead();
      Closing.behindAnswers(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leaving = true;
    behind.giveBack();
    unwritten.end();
    if (!answering) { // Else its body is in memory until a worker is done with it.
      room.giveBack();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that went away; what it had sent whole was answered into the void and is journaled.
    LOG.debug("A connection ended: {}", new Failure(cause));
    if (cause instanceof Http2Exception && !answering && !leaving) {
      leaving = true; // The codec resets the stream: what came behind its head breaks the rules.
      metrics.answered(router.nameOf(exchange), HttpResponseStatus.BAD_REQUEST.code());
    }
    context.close();
  }
}

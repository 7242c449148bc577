package dev.tributary.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;

/**
 * Reads requests within fixed bounds, and none that two servers could read differently. What comes
 * behind a request that is being answered stays unread, so that it can't fill the memory.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

  static final int MOST_LINE_BYTES = 8 << 10;
  static final int MOST_HEADER_BYTES = 16 << 10;

  /** What a connection is read by at a time. */
  static final int MOST_READ_BYTES = 16 << 10;

  /**
   * What the system is asked to take of answers to a peer that sends no more; it may take less.
   * Netty 4.2.13 drops such a connection out of epoll and can't wait for it to be writable again:
   * what the system does not take at once ends the connection.
   */
  private static final int LAST_ANSWERS_BYTES = 1 << 20;

  private Turn turn;
  private ChannelHandlerContext context;

  /** Its peer sends no more, and what came before that is still being answered. */
  private boolean over;

  /** Says whose turn it is; on the event loop. */
  interface Turn {

    /** Whether a request is being answered, so that the next one has to wait. */
    boolean taken();

    /** Whether no head of a request was read whose body is still to come or to be answered. */
    boolean nothingBegun();

    /** So many bytes wait for their turn; false where there is no room for them. */
    boolean queue(int bytes);
  }

  StrictRequestDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxChunkSize(16 << 10)
            .setAllowDuplicateContentLengths(false));
  }

  /** Decodes for this one from now on. */
  void oneAtATime(Turn turn, ChannelHandlerContext context) {
    this.turn = turn;
    this.context = context;
  }

  /** Decodes what waited. */
  void goOn() {
    if (actualReadableBytes() > 0) {
      try {
        channelRead(context, Unpooled.EMPTY_BUFFER);
      } catch (Exception e) {
        context.fireExceptionCaught(e);
      }
    }
  }

  /** To be called when an answer is on its way: nothing more comes where the peer said so. */
  void answered() {
    if (over) { // Not at once: more of what was read may be about to be decoded.
      context.executor().execute(this::endUnlessTaken);
    }
  }

  private void endUnlessTaken() {
    if (over && !turn.taken()) {
      over = false;
      try {
        super.userEventTriggered(context, ChannelInputShutdownEvent.INSTANCE);
      } catch (Exception e) {
        context.fireExceptionCaught(e);
      }
    }
  }

  /** An end of the input is told when all before it is answered: until then it would be dropped. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    boolean end = event instanceof ChannelInputShutdownEvent;
    if (end) {
      context.channel().config().setOption(ChannelOption.SO_SNDBUF, LAST_ANSWERS_BYTES);
    }
    if (end && turn != null && turn.taken()) {
      over = true;
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (turn == null || !turn.taken()) {
      super.decode(context, in, out);
    } else if (!turn.queue(in.capacity())) {
      in.skipBytes(in.readableBytes());
    }
  }

  /** The decoder's own asks for more where nothing was decoded, even when nothing is to be read. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (turn != null && turn.taken()) {
      context.fireChannelReadComplete();
    } else {
      super.channelReadComplete(context);
    }
  }

  /** The decoder's own says nothing of a first line that has no end. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decodeLast(context, in, out);
    if (out.isEmpty() && in.isReadable() && (turn == null || turn.nothingBegun())) {
      in.skipBytes(in.readableBytes());
      HttpMessage none = createInvalidMessage();
      none.setDecoderResult(
          DecoderResult.failure(new PrematureChannelClosureException("Half a request line came")));
      out.add(none);
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    // Front servers disagree on which of the two counts: the classic way to smuggle a request.
    throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length were sent");
  }
}

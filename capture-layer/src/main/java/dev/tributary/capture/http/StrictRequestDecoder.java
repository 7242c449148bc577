package dev.tributary.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
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

  private Turn turn;
  private ChannelHandlerContext context;

  /** Says whose turn it is; on the event loop. */
  interface Turn {

    /** Whether a request is being answered, so that the next one has to wait. */
    boolean taken();

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

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    // Front servers disagree on which of the two counts: the classic way to smuggle a request.
    throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length were sent");
  }
}

package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Reads requests within fixed bounds, and none that two servers could read differently. */
final class StrictRequestDecoder extends HttpRequestDecoder {

  static final int MOST_LINE_BYTES = 8 << 10;
  static final int MOST_HEADER_BYTES = 16 << 10;

  StrictRequestDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxChunkSize(16 << 10)
            .setAllowDuplicateContentLengths(false));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    // Front servers disagree on which of the two counts: the classic way to smuggle a request.
    throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length were sent");
  }
}

package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.capture.link.Redirect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A redirect as the bytes of its answer: what a visitor waits for is copied, not composed. The same
 * bytes as {@link Answer#redirect} on a connection that stays open.
 */
final class RedirectBytes {

  private static final byte[] BEFORE =
      "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: ".getBytes(US_ASCII);
  private static final byte[] AFTER =
      ("\r\ncache-control: no-store\r\nreferrer-policy: no-referrer-when-downgrade" + "\r\n\r\n")
          .getBytes(US_ASCII);

  private RedirectBytes() {}

  static ByteBuf of(Redirect redirect, String clickId, ByteBufAllocator allocator) {
    byte[] head = redirect.head();
    byte[] tail = redirect.tail();
    int length = BEFORE.length + head.length + clickId.length() + tail.length + AFTER.length;
    ByteBuf bytes = allocator.directBuffer(length);
    bytes.writeBytes(BEFORE).writeBytes(head);
    bytes.writeCharSequence(clickId, US_ASCII);
    return bytes.writeBytes(tail).writeBytes(AFTER);
  }
}

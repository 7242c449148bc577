package dev.tributary.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Lines of UTF-8. A line of other bytes is told apart instead of being read with replacements,
 * which would make different words the same.
 */
public final class TextLines {

  private final InputStream in;
  private long number;

  /** Lines of a stream, which the caller closes; it should be buffered. */
  public TextLines(InputStream in) {
    this.in = in;
  }

  /**
   * One line.
   *
   * @param number counts from 1, empty lines included
   * @param text without line break and byte-order mark; null where the bytes are not UTF-8
   * @param wrongByte the first that is not UTF-8, counted from 1; 0 where all are
   */
  public record Line(long number, String text, int wrongByte) {

    /** Whether its bytes are UTF-8. */
    public boolean readable() {
      return text != null;
    }
  }

  /** The next line that is not blank, or null at the end. */
  public Line next() throws IOException {
    for (byte[] bytes = bytes(); bytes != null; bytes = bytes()) {
      Line line = decoded(bytes);
      if (!line.readable() || !line.text().isBlank()) {
        return line;
      }
    }
    return null;
  }

  private byte[] bytes() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (octet >= 0 && octet != '\n') {
      line.write(octet);
      octet = in.read();
    }
    return line.toByteArray();
  }

  private Line decoded(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length);
    if (decoder.decode(from, to, true).isError()) {
      return new Line(number, null, from.position() + 1);
    }
    String text = to.flip().toString();
    return new Line(number, text.startsWith("\uFEFF") ? text.substring(1) : text, 0);
  }
}

package dev.tributary.cli.output;

import dev.tributary.core.event.ByteLines;
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

  private final ByteLines lines;

  /** Lines of a stream, which the caller closes; it should be buffered. */
  public TextLines(InputStream in) {
    this.lines = new ByteLines(in, Integer.MAX_VALUE);
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
    for (ByteLines.Line bytes = lines.next(); bytes != null; bytes = lines.next()) {
      Line line = decoded(bytes);
      if (!line.readable() || !line.text().isBlank()) {
        return line;
      }
    }
    return null;
  }

  private static Line decoded(ByteLines.Line line) {
    byte[] bytes = line.bytes();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length);
    if (decoder.decode(from, to, true).isError()) {
      return new Line(line.number(), null, from.position() + 1);
    }
    String text = to.flip().toString();
    return new Line(line.number(), text.startsWith("\uFEFF") ? text.substring(1) : text, 0);
  }
}

package dev.tributary.core.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of a stream as bytes. A line ends with a line feed, a carriage return, or both, as in what
 * a batch imports. Of a long line only the beginning is kept; the rest is read past.
 */
public final class ByteLines {

  private final InputStream in;
  private final int longest;
  private long number;
  private boolean behindCarriageReturn;

  /**
   * Lines of a stream, which the caller closes; it should be buffered.
   *
   * @param longest how many bytes of a line are kept
   */
  public ByteLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * One line.
   *
   * @param number counts from 1, empty lines included
   * @param bytes without the line break; cut where the line is longer than what is kept
   * @param size of the whole line in bytes
   */
  public record Line(long number, byte[] bytes, long size) {}

  /** The next line, empty ones included, or null at the end. */
  public Line next() throws IOException {
    int octet = in.read();
    if (octet == '\n' && behindCarriageReturn) {
      octet = in.read();
    }
    behindCarriageReturn = false;
    if (octet < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
    long size = 0;
    while (octet >= 0 && octet != '\n' && octet != '\r') {
      size++;
      if (size <= longest) {
        kept.write(octet);
      }
      octet = in.read();
    }
    behindCarriageReturn = octet == '\r';
    return new Line(number, kept.toByteArray(), size);
  }
}

package dev.tributary.core.admission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON lines as bytes. A line longer than any event is read past, not into memory: what is
 * kept of it is one byte more than the greatest event, enough to be refused for its size.
 */
public final class EventLines {

  private static final int KEPT = StrictJson.GREATEST_BYTES + 1;

  private final InputStream in;
  private long number;

  /** Lines of a stream, which the caller closes; it should be buffered. */
  public EventLines(InputStream in) {
    this.in = in;
  }

  /**
   * One line.
   *
   * @param number counts from 1, empty lines included
   * @param bytes without the line break; cut where the line is longer than any event
   * @param size of the whole line in bytes
   */
  public record Line(long number, byte[] bytes, long size) {}

  /** The next line that is not blank, or null at the end. */
  public Line next() throws IOException {
    while (true) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
      long size = 0;
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      number++;
      while (octet >= 0 && octet != '\n') {
        size++;
        if (kept.size() < KEPT) {
          kept.write(octet);
        }
        octet = in.read();
      }
      byte[] bytes = kept.toByteArray();
      if (JsonBytes.contentStart(bytes) < bytes.length) {
        return new Line(number, bytes, size);
      }
    }
  }
}

package dev.tributary.core.admission;

import dev.tributary.core.event.ByteLines;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON lines as bytes. A line longer than any event is read past, not into memory: what is
 * kept of it is one byte more than the greatest event, enough to be refused for its size.
 */
public final class EventLines {

  private static final int KEPT = StrictJson.GREATEST_BYTES + 1;

  private final ByteLines lines;

  /** Lines of a stream, which the caller closes; it should be buffered. */
  public EventLines(InputStream in) {
    this.lines = new ByteLines(in, KEPT);
  }

  /** The next line that is not blank, or null at the end. */
  public ByteLines.Line next() throws IOException {
    ByteLines.Line line = lines.next();
    while (line != null && JsonBytes.contentStart(line.bytes()) == line.bytes().length) {
      line = lines.next();
    }
    return line;
  }
}

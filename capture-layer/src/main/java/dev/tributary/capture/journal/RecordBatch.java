package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Puts the records of one append together, so that they go to the system in as few writes. */
final class RecordBatch {

  private static final int WRITE_BYTES = 4 << 20;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);

  /**
   * What bodies take in a segment, in bytes.
   *
   * @throws IllegalArgumentException when one is larger than a record may be
   */
  static long size(List<byte[]> bodies) {
    long bytes = 0;
    for (byte[] body : bodies) {
      if (body.length > RecordFormat.MAX_BODY_BYTES) {
        throw new IllegalArgumentException("A record of " + body.length + " bytes is too large");
      }
      bytes += RecordFormat.size(body);
    }
    return bytes;
  }

  /**
   * Writes bodies behind a segment's end, and keeps them once all are written.
   *
   * @param first the sequence of the first; the others follow without gap
   * @throws IOException when the disk refuses; none is kept
   */
  void write(SegmentWriter segment, long first, List<byte[]> bodies) throws IOException {
    long end = segment.position();
    long sequence = first;
    buffer.clear();
    for (byte[] body : bodies) {
      if (buffer.remaining() < RecordFormat.size(body)) {
        end = segment.write(buffer.flip(), end);
        buffer.clear();
      }
      RecordFormat.put(buffer, segment.salt(), sequence++, body);
    }
    segment.keep(segment.write(buffer.flip(), end));
  }
}

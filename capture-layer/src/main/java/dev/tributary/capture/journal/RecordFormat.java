package dev.tributary.capture.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of one record: body length (int), CRC32C (int) over salt, sequence and body, sequence
 * (long), body. All numbers are big-endian.
 *
 * <p>The salt is random per segment, so no sender can put bytes into an event that would pass for a
 * record when a damaged segment is searched for the next good one.
 */
final class RecordFormat {

  static final int HEADER_BYTES = 16;

  /** Above what one event and its rejection can take; a longer length is damage, not a record. */
  static final int MAX_BODY_BYTES = 2 << 20;

  private RecordFormat() {}

  static int size(byte[] body) {
    return HEADER_BYTES + body.length;
  }

  static void put(ByteBuffer into, long salt, long sequence, byte[] body) {
    into.putInt(body.length);
    CRC32C crc = begun(salt, sequence);
    crc.update(body, 0, body.length);
    into.putInt((int) crc.getValue());
    into.putLong(sequence);
    into.put(body);
  }

  /** Whether a whole, undamaged record starts at {@code at} and ends before the buffer's limit. */
  static boolean recordAt(ByteBuffer bytes, int at, long salt) {
    if (bytes.limit() - at < HEADER_BYTES) {
      return false;
    }
    int length = bytes.getInt(at);
    if (length < 0 || length > MAX_BODY_BYTES || length > bytes.limit() - at - HEADER_BYTES) {
      return false;
    }
    ByteBuffer body = bytes.slice(at + HEADER_BYTES, length);
    return bytes.getInt(at + 4) == checksum(salt, bytes.getLong(at + 8), body);
  }

  static long sequenceAt(ByteBuffer bytes, int at) {
    return bytes.getLong(at + 8);
  }

  static byte[] bodyAt(ByteBuffer bytes, int at) {
    byte[] body = new byte[bytes.getInt(at)];
    bytes.get(at + HEADER_BYTES, body);
    return body;
  }

  private static int checksum(long salt, long sequence, ByteBuffer body) {
    CRC32C crc = begun(salt, sequence);
    crc.update(body);
    return (int) crc.getValue();
  }

  /** Byte by byte, highest first: buffers for these would be a part of what each click takes. */
  private static CRC32C begun(long salt, long sequence) {
    CRC32C crc = new CRC32C();
    update(crc, salt);
    update(crc, sequence);
    return crc;
  }

  private static void update(CRC32C crc, long number) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      crc.update((int) (number >>> shift));
    }
  }
}

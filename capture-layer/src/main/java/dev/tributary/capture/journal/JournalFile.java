package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The few things that a journal asks of an open file. */
interface JournalFile extends AutoCloseable {

  /** Reads from an offset in bytes; -1 at the end. */
  int read(ByteBuffer into, long at) throws IOException;

  /** Writes at an offset in bytes what the disk takes at once. */
  int write(ByteBuffer from, long at) throws IOException;

  /** Cuts the file off, or leaves one that is shorter as it is. */
  void truncate(long bytes) throws IOException;

  /** Returns when all that was written is on the disk. */
  void force() throws IOException;

  @Override
  void close() throws IOException;
}

package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system as a journal uses it: what a test replaces to lose what was never forced. */
interface JournalFiles {

  /** Opens an empty file for writing; what was there is gone. */
  JournalFile create(Path file) throws IOException;

  /** Opens a file that is there, for reading and writing. */
  JournalFile reopen(Path file) throws IOException;

  /** Opens a file that is there, for reading. */
  JournalFile open(Path file) throws IOException;

  void rename(Path from, Path to) throws IOException;

  /** Bytes that the disk of a directory has left for this process. */
  default long usableBytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  /** Returns when the names in a directory are on the disk. */
  void forceNames(Path directory) throws IOException;
}

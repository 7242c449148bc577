package dev.tributary.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A role in a data directory that one process holds. The operating system holds the lock for the
 * process, so it is free again however the process ends; the file stays, with the holder's pid.
 */
public final class OwnedDirectory implements AutoCloseable {

  private final FileChannel channel;

  private OwnedDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a role.
   *
   * @param lockFile {@link DataDirectory#lock}
   * @param role in words, for the error
   * @throws DataException when another process, or this one already, holds the role, or the
   *     directory can't be written
   */
  public static OwnedDirectory claim(Path lockFile, String role) {
    FileChannel channel = null;
    try {
      Files.createDirectories(lockFile.getParent());
      channel = FileChannel.open(lockFile, CREATE, READ, WRITE);
      if (!locked(channel)) {
        throw held(lockFile, role);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
      channel.force(true);
      OwnedDirectory owned = new OwnedDirectory(channel);
      channel = null;
      return owned;
    } catch (IOException e) {
      throw new DataException(
          "The data directory can't be used as "
              + role
              + ": "
              + lockFile
              + " can't be written ("
              + e
              + "). Make it writable and leave room on its disk, or choose another with --data.",
          e);
    } finally {
      closeUnlessKept(channel);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static DataException held(Path lockFile, String role) throws IOException {
    return new DataException(
        "The data directory is in use: the process "
            + Files.readString(lockFile).trim()
            + " already runs as "
            + role
            + " on it. Stop that process, or choose another directory with --data.",
        null);
  }

  private static void closeUnlessKept(FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new DataException(
          "A lock file can't be closed (" + e + "). Check the disk of the data directory.", e);
    }
  }

  /** Gives the role back. */
  @Override
  public void close() {
    closeUnlessKept(channel);
  }
}

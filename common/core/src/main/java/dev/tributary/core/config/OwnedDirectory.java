package dev.tributary.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A role in a data directory that one process holds. The operating system holds the lock for the
 * process, so it is free again however the process ends; the file stays, with the holder's pid.
 */
public final class OwnedDirectory implements AutoCloseable {

  /**
   * Lock files that this process holds. The system frees a process's lock as soon as the process
   * closes any channel to the file, so one that is held is not even opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

  private final Path file;
  private final FileChannel channel;

  private OwnedDirectory(Path file, FileChannel channel) {
    this.file = file;
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
    try {
      Path folder = Files.createDirectories(lockFile.getParent()).toRealPath();
      return claimed(folder.resolve(lockFile.getFileName()), role);
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
    }
  }

  private static OwnedDirectory claimed(Path file, String role) throws IOException {
    if (!HELD.add(file)) {
      throw held(OWN_PID, role);
    }
    FileChannel channel = null;
    OwnedDirectory owned = null;
    try {
      channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (channel.tryLock() == null) {
        throw held(Files.readString(file).trim(), role);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(OWN_PID.getBytes(UTF_8)));
      channel.force(true);
      owned = new OwnedDirectory(file, channel);
      return owned;
    } finally {
      if (owned == null) {
        close(channel);
        HELD.remove(file);
      }
    }
  }

  private static DataException held(String pid, String role) {
    return new DataException(
        "The data directory is in use: the process "
            + pid
            + " already runs as "
            + role
            + " on it. Stop that process, or choose another directory with --data.",
        null);
  }

  private static void close(FileChannel channel) {
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

  /** Gives the role back; once, however often it is called. */
  @Override
  public void close() {
    if (channel.isOpen()) {
      close(channel);
      HELD.remove(file);
    }
  }
}

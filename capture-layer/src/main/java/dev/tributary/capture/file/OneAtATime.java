package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Changes of a small file one at a time, whichever process and thread makes them: a change reads
 * what the last one wrote. Readers need nothing, see {@link AtomicFile}.
 */
public final class OneAtATime {

  /** What is done meanwhile. */
  @FunctionalInterface
  public interface Change<T> {
    T make() throws IOException;
  }

  private OneAtATime() {}

  /**
   * Makes the folder of the file where there is none, waits for its turn and changes it.
   *
   * @return what the change answered
   * @throws IOException when the disk refuses, or the change throws it
   */
  public static <T> T change(Path file, Change<T> change) throws IOException {
    // A lock of the file system is the process's: a second thread of it is refused, not kept
    // waiting.
    synchronized (OneAtATime.class) {
      Files.createDirectories(file.getParent());
      try (FileChannel channel = lockFile(file);
          FileLock lock = channel.lock()) {
        return change.make();
      }
    }
  }

  /** What is done meanwhile by one who wants no answer. */
  @FunctionalInterface
  interface Step {
    void make() throws IOException;
  }

  /**
   * Changes the file unless another process is at it, for who must not wait for that.
   *
   * @return whether it was its turn
   * @throws IOException when the disk refuses, or the change throws it
   */
  static boolean maybe(Path file, Step change) throws IOException {
    synchronized (OneAtATime.class) {
      try (FileChannel channel = lockFile(file);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          change.make();
        }
        return lock != null;
      }
    }
  }

  private static FileChannel lockFile(Path file) throws IOException {
    return FileChannel.open(
        file.resolveSibling(file.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }
}

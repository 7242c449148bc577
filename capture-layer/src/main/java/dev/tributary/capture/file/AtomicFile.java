package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces small files so that a reader, and a restart, finds the old content or the new one. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes the bytes beside the file and renames them into place. After a power loss the file may
   * be empty: for what can be made anew.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The same for what can't be made anew: when this returns, the new content survives a power loss.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static void writeForGood(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, bytes);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent())) {
      names.force(true);
    }
  }
}

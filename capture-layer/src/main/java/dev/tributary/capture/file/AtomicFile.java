package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces small files so that a reader, and a restart, finds the old content or the new one. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes the bytes beside the file and renames them into place.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

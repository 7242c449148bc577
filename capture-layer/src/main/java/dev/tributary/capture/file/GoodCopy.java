package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The copy of a small file's last good state, kept beside it. Whoever changes the file keeps the
 * copy too, so that it knows of changes that no capture saw; a capture keeps what it took over from
 * a file that was changed by other means. Both do so in turn, so that neither writes an older state
 * over a newer one.
 */
public final class GoodCopy {

  private GoodCopy() {}

  /** Where the copy of a file is kept. */
  public static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".good");
  }

  /**
   * Replaces a file and its copy, each for good; to be called within {@link OneAtATime#change}.
   *
   * @throws IOException when the disk refuses; the file is then as it was, unless only the copy
   *     could not get its name
   */
  public static void writeBoth(Path file, byte[] bytes) throws IOException {
    prepareBoth(file, bytes).make();
  }

  /**
   * Does as much of that as takes room: a disk without it refuses before either is touched, and at
   * no moment is the copy newer than the file.
   *
   * @throws IOException when the disk refuses; both are then as they were
   */
  public static Prepared prepareBoth(Path file, byte[] bytes) throws IOException {
    Prepared copy = AtomicFile.prepare(of(file), bytes);
    return AtomicFile.prepare(file, bytes).then(copy);
  }

  /**
   * Keeps what was found good in a file. Nothing is done where the copy says so already, or where
   * the file says something else by now: whoever changed it keeps the copy.
   *
   * @return false when somebody was changing the file, so that it has to be tried again
   * @throws IOException when the disk refuses; the copy is then as it was
   */
  static boolean keep(Path file, byte[] bytes) throws IOException {
    return says(of(file), bytes)
        || OneAtATime.maybe(
            file,
            () -> {
              if (says(file, bytes) && !says(of(file), bytes)) {
                AtomicFile.writeForGood(of(file), bytes);
              }
            });
  }

  private static boolean says(Path file, byte[] bytes) throws IOException {
    return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}

package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces small files so that a reader, and a restart, finds the old content or the new one. What
 * it returned for survives a power loss. One at a time for each file, see {@link OneAtATime}.
 */
public final class AtomicFile {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private AtomicFile() {}

  /**
   * Writes the bytes beside the file and renames them into place.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static void writeForGood(Path file, byte[] bytes) throws IOException {
    prepare(file, bytes).make();
  }

  /**
   * Does as much of that as takes room.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static Prepared prepare(Path file, byte[] bytes) throws IOException {
    return new Prepared(beside(file, bytes), file);
  }

  /**
   * The same for what nobody but its owner may read.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public static Prepared prepareSecret(Path file, byte[] bytes) throws IOException {
    Path fresh = freshOf(file);
    Files.deleteIfExists(fresh); // One that a crash left behind need not be the owner's alone.
    Files.createFile(fresh, OWNER_ONLY);
    return prepare(file, bytes);
  }

  /**
   * Appends bytes to a file, which is made where there is none.
   *
   * @throws IOException when the disk refuses; the file may then end in a part of the bytes
   */
  public static void appendForGood(Path file, byte[] bytes) throws IOException {
    boolean made = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeAll(channel, bytes);
    }
    if (made) {
      forceNames(file);
    }
  }

  /** Writes the bytes to the disk under a name beside that of the file. */
  private static Path beside(Path file, byte[] bytes) throws IOException {
    Path fresh = freshOf(file);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, bytes);
    }
    return fresh;
  }

  private static Path freshOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    channel.force(true);
  }

  /** Gives a file that is on the disk another's name. */
  static void moveForGood(Path fresh, Path file) throws IOException {
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames(file);
  }

  private static void forceNames(Path file) throws IOException {
    try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent())) {
      names.force(true);
    }
  }
}

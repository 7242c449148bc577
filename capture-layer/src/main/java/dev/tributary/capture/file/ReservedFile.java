package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a small file again and again, also on a disk that has become full meanwhile: what it
 * held before its last content stays beside it as room for the next. Who opens and reads it at
 * once, and a restart, finds the old content or the new one, with blanks behind it. For one thread.
 */
public final class ReservedFile {

  private static final Logger LOG = LoggerFactory.getLogger(ReservedFile.class);
  private static final int STEP_BYTES = 4096;

  private final Path file;
  private final Path spare;
  private final Path before;

  /**
   * Nothing is touched yet.
   *
   * @param file its room is kept under its name and {@code .spare}
   */
  public ReservedFile(Path file) {
    this.file = file;
    this.spare = file.resolveSibling(file.getFileName() + ".spare");
    this.before = file.resolveSibling(file.getFileName() + ".before");
  }

  /**
   * Replaces the content. After a power loss it may be an older one.
   *
   * @throws IOException when the disk refuses; the file is then as it was
   */
  public void write(byte[] bytes) throws IOException {
    try {
      filled(bytes).close();
      exchange();
    } catch (IOException e) {
      writeAfresh(bytes, e);
    }
  }

  /**
   * The same, with the content on the disk before it takes the file's name. After a power loss the
   * file may hold a part of the next content, and then its {@link #spare} this one or a later one:
   * whoever writes so has to know a whole one.
   *
   * <p>Where nothing but the content changes, the file system need not close its own journal for
   * this, which would hold up whoever writes to another file of it, such as clicks.
   *
   * @throws IOException when the disk refuses; the file is then as it was, or new and perhaps not
   *     safe yet
   */
  public void writeWhole(byte[] bytes) throws IOException {
    try {
      try (FileChannel channel = filled(bytes)) {
        channel.force(false);
      }
      exchange();
    } catch (IOException e) {
      writeAfresh(bytes, e);
    }
  }

  /**
   * Returns when what was written whole is in the file after a power loss too, or something later.
   *
   * @throws IOException when the disk refuses
   */
  public void keepForGood() throws IOException {
    try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent())) {
      names.force(true);
    }
  }

  /** Where a whole content is if a power loss left a part of one in the file. */
  public Path spare() {
    return spare;
  }

  /** The room may be what the disk refuses, while it has other. */
  private void writeAfresh(byte[] bytes, IOException refusal) throws IOException {
    try {
      AtomicFile.writeForGood(file, bytes);
    } catch (IOException e) {
      refusal.addSuppressed(e);
      throw refusal;
    }
    LOG.debug("The room of {} can't be used: {}", file, refusal.toString());
  }

  private FileChannel filled(byte[] bytes) throws IOException {
    recover();
    if (hasAnotherName()) {
      Files.delete(spare);
    }
    FileChannel channel =
        FileChannel.open(spare, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      fill(channel, bytes);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A process that ended amid an exchange left the room under the name that it has meanwhile. */
  private void recover() throws IOException {
    if (Files.exists(before)) {
      if (Files.exists(spare) || isFile(before)) {
        Files.delete(before);
      } else {
        Files.move(before, spare, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** A backup by links holds what the file said once: written over, it would say something else. */
  private boolean hasAnotherName() throws IOException {
    try {
      return Files.isRegularFile(spare) && (int) Files.getAttribute(spare, "unix:nlink") > 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      LOG.debug("The names of {} can't be counted: {}", spare, e.toString());
      return false;
    }
  }

  private boolean isFile(Path other) throws IOException {
    return Files.exists(file) && Files.isSameFile(other, file);
  }

  /** With room for what comes, as far as there is any; what was there is written over. */
  private static void fill(FileChannel channel, byte[] bytes) throws IOException {
    long owned = channel.size();
    long wanted = (bytes.length / STEP_BYTES + 2L) * STEP_BYTES;
    byte[] padded = Arrays.copyOf(bytes, Math.toIntExact(Math.max(owned, wanted)));
    Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
    ByteBuffer left = ByteBuffer.wrap(padded);
    try {
      while (left.hasRemaining()) {
        channel.write(left, left.position());
      }
    } catch (IOException e) {
      if (left.position() < Math.max(owned, bytes.length)) {
        throw e;
      }
      LOG.debug("There is no room beyond {} bytes: {}", left.position(), e.getMessage());
    }
  }

  private void exchange() throws IOException {
    try {
      Files.createLink(before, file);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is written for the first time.", file);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("No room is kept for {}, since it can't have two names: {}", file, e.toString());
    }
    Files.move(spare, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    recover();
    if (!Files.exists(spare)) {
      reserve();
    }
  }

  private void reserve() {
    try (FileChannel channel =
        FileChannel.open(spare, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long content = Math.max(0, Files.size(file) - 2 * STEP_BYTES); // Without what is behind it.
      fill(channel, new byte[Math.toIntExact(content)]);
    } catch (IOException e) {
      LOG.warn("No room can be kept for {}: {}. Free the disk.", file, e.getMessage());
    }
  }
}

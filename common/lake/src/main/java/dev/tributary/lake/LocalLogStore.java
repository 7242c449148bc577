package dev.tributary.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's transaction log on a local disk, safe between processes.
 *
 * <p>Delta's own local store guards a commit by a lock inside one JVM, so two processes can both
 * believe that they wrote version n. Here the operating system decides: the commit is written and
 * forced beside its place and then linked into it, which fails when the place is taken.
 */
public final class LocalLogStore extends HadoopFileSystemLogStore {

  /** Called by Delta, reflectively. */
  public LocalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes one log file, whole or not at all.
   *
   * @throws FileAlreadyExistsException when another writer took the place and {@code overwrite} is
   *     false; Delta then checks for conflicts and tries the next version
   */
  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoop)
      throws IOException {
    Path target = Path.of(path.toUri().getPath());
    Files.createDirectories(target.getParent());
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      writeForced(draft, actions);
      if (overwrite) {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        link(draft, target);
      }
      makeLasting(target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** True, because Spark writes checkpoint files in place, without this store. */
  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoop) {
    return true;
  }

  private static void writeForced(Path draft, Iterator<String> actions) throws IOException {
    try (FileChannel channel =
            FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      while (actions.hasNext()) {
        out.write((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      channel.force(true);
    }
  }

  private static void link(Path draft, Path target) throws IOException {
    try {
      Files.createLink(target, draft);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "The table's folder "
              + target.getParent()
              + " lies on a file system without hard links, so commits of two processes can't be"
              + " told apart there. Move the data directory to a local disk (ext4, xfs, APFS,"
              + " NTFS).",
          e);
    }
  }

  /** Others see the commit already, so it has not failed, whatever happens from here on. */
  private static void makeLasting(Path target) throws IOException {
    try {
      dropStaleChecksum(target);
      force(target.getParent());
    } catch (IOException e) {
      throw new IOException(
          "Whether the commit "
              + target
              + " outlasts a power failure is not known: it is stored, and its folder could not be"
              + " forced to the disk ("
              + e.getMessage()
              + "). See to the disk, then run it again; what was stored is then found.",
          e);
    }
  }

  /** Hadoop would check the new file against the sum of the one that stood here before. */
  private static void dropStaleChecksum(Path target) throws IOException {
    Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".crc"));
  }

  /** A name survives power loss only once its folder has been forced, too. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

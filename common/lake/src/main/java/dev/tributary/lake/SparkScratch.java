package dev.tributary.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Folders for Spark's shuffle and spill files, one a process. Spark removes its own at its end; of
 * a process that was killed the next one removes them, or they would fill the disk night by night.
 */
final class SparkScratch {

  private static final String LOCK = ".lock";

  /** The system lets go of a lock with its process, however that ends; nobody closes these. */
  private static final Map<Path, FileLock> HELD = new HashMap<>();

  private SparkScratch() {}

  /**
   * A folder of this process.
   *
   * @param parent holds those of all processes, each with a lock file beside it
   */
  static synchronized Path in(Path parent) throws IOException {
    Files.createDirectories(parent);
    // Nobody begins a folder while another looks which of them are nobody's.
    try (FileChannel turn = FileChannel.open(parent.resolve(".turn"), CREATE, WRITE);
        FileLock mine = turn.lock()) {
      removeThoseOfTheDead(parent);
      Path folder = parent.resolve(UUID.randomUUID().toString());
      Path lock = folder.resolveSibling(folder.getFileName() + LOCK);
      HELD.put(lock, FileChannel.open(lock, CREATE, WRITE).lock());
      return Files.createDirectory(folder);
    }
  }

  private static void removeThoseOfTheDead(Path parent) throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(parent)) {
      // To open and close a file that this process has locked would unlock it.
      locks =
          files.filter(file -> file.toString().endsWith(LOCK) && !HELD.containsKey(file)).toList();
    }
    for (Path lock : locks) {
      if (isNobodys(lock)) {
        String name = lock.getFileName().toString();
        Path folder = lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        if (Files.exists(folder)) {
          FileUtils.deleteDirectory(folder.toFile());
        }
        Files.delete(lock);
      }
    }
  }

  private static boolean isNobodys(Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    }
  }
}

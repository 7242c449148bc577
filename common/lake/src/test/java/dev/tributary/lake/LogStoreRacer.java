package dev.tributary.lake;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A process that claims versions of a log against another and prints those it won. */
final class LogStoreRacer {

  private LogStoreRacer() {}

  public static void main(String[] arguments) throws Exception {
    Path log = Path.of(arguments[0]);
    String name = arguments[1];
    int versions = Integer.parseInt(arguments[2]);
    LocalLogStore store = new LocalLogStore(new Configuration());
    awaitTheOther(log.resolve("start"), name);
    for (int version = 0; version < versions; version++) {
      org.apache.hadoop.fs.Path path =
          new org.apache.hadoop.fs.Path(log.resolve(version + ".json").toUri());
      try {
        store.write(path, List.of(name).iterator(), false, new Configuration());
        System.out.println(version);
      } catch (FileAlreadyExistsException e) {
        continue; // The other process was first, which is what a racer learns this way.
      }
    }
  }

  /** Both begin at once, or there would be no race. */
  private static void awaitTheOther(Path meeting, String name) throws Exception {
    Files.createDirectories(meeting);
    Files.createFile(meeting.resolve(name));
    while (true) {
      try (var present = Files.list(meeting)) {
        if (present.count() == 2) {
          return;
        }
      }
      Thread.onSpinWait();
    }
  }
}

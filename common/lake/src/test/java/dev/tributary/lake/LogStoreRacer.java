package dev.tributary.lake;

import io.delta.storage.LogStore;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A process that claims versions of a log against another and prints those it won. */
final class LogStoreRacer {

  private LogStoreRacer() {}

  /** Arguments: the log's address, a local folder to meet in, a name, how many versions. */
  public static void main(String[] arguments) throws Exception {
    org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(arguments[0]);
    String name = arguments[2];
    int versions = Integer.parseInt(arguments[3]);
    boolean local = log.toUri().getScheme().equals("file");
    Configuration hadoop =
        local ? new Configuration() : S3Server.settings(System.getenv("S3_ENDPOINT"));
    LogStore store = local ? new LocalLogStore(hadoop) : new S3LogStore(hadoop);
    awaitTheOther(Path.of(arguments[1]), name);
    for (int version = 0; version < versions; version++) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(log, version + ".json");
      try {
        store.write(path, List.of(name).iterator(), false, hadoop);
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

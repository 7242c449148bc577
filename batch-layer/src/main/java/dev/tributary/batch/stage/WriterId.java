package dev.tributary.batch.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A name of a data directory, made once. It is part of the names of what is published from there:
 * two machines that run the same day on one lake write rows under two publication ids, and each can
 * remove its own.
 */
public final class WriterId {

  private WriterId() {}

  /** The name; made where there is none yet, or none that can be read. Under the lock only. */
  public static String of(DataDirectory data) {
    Path file = data.locks().resolve("batch.id");
    try {
      if (Files.exists(file)) {
        String known = Files.readString(file).strip();
        if (!known.isEmpty()) {
          return known;
        }
      }
      String made = UUID.randomUUID().toString();
      Path beside = file.resolveSibling("batch.id.new");
      Files.createDirectories(data.locks());
      Files.write(beside, made.getBytes(UTF_8));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

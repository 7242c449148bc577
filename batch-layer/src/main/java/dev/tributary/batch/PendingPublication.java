package dev.tributary.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The publication that a run has begun to write, in a file beside its lock. A file that is there
 * when a run begins names the leftovers of one that died. Used under the lock only.
 */
final class PendingPublication {

  private final Path file;

  PendingPublication(Path file) {
    this.file = file;
  }

  /** The publication that a dead run was writing. */
  Optional<String> leftover() {
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin(String publicationId) {
    try {
      Files.write(
          file,
          publicationId.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

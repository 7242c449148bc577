package dev.tributary.serving.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The commit files of one table, read as files: cheap enough to ask several times a second whether
 * something new is there.
 */
record CommitLog(Path folder) {

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  static CommitLog of(Path table) {
    return new CommitLog(table.resolve("_delta_log"));
  }

  /** Whether a first commit was made. */
  boolean started() {
    return newestVersion().isPresent();
  }

  /** The number of the newest commit, counting from 0. */
  OptionalLong newestVersion() {
    try (Stream<Path> entries = Files.list(folder)) {
      return versions(entries).max();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The actions of one commit, one JSON object a line; empty once the log was cleaned up. */
  Optional<List<String>> actions(long version) {
    try {
      return Optional.of(Files.readAllLines(folder.resolve("%020d.json".formatted(version))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static LongStream versions(Stream<Path> entries) {
    return entries
        .map(entry -> entry.getFileName().toString())
        .filter(name -> COMMIT.matcher(name).matches())
        .mapToLong(name -> Long.parseLong(name.substring(0, 20)));
  }

  private LakeException unreadable(IOException e) {
    return new LakeException(
        "The log " + folder + " can't be read: " + e.getMessage() + ".",
        "Check the folder's permissions and the disk.",
        new UncheckedIOException(e));
  }
}

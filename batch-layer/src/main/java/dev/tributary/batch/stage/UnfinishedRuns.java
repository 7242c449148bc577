package dev.tributary.batch.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.batch.BatchRefusal;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.view.PublicationNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs that have begun to write and not ended, a file each beside the batch's lock. Whoever
 * finds one when it begins found a run that died. Used under the lock only.
 */
public final class UnfinishedRuns {

  private static final String SUFFIX = ".json";

  private final Path folder;

  public UnfinishedRuns(DataDirectory data) {
    this.folder = data.locks().resolve("unfinished");
  }

  /** The publications that they were to make. */
  public List<String> publicationIds() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the run of a publication said of itself; empty where that can't be read any more. */
  public Optional<UnfinishedRun> read(String publicationId) {
    try {
      return Optional.of(UnfinishedRunJson.read(Files.readString(file(publicationId))));
    } catch (JsonProcessingException | DateTimeException | BatchRefusal somebodyElseWroteIt) {
      return Optional.empty(); // Then nothing of the run is kept, which is always right.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says is on the disk when this returns, wholly or as it was before. */
  public void save(UnfinishedRun run) {
    Path file = file(run.publicationId());
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      Files.write(
          beside,
          UnfinishedRunJson.write(run).getBytes(UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends those that died right after they had published. */
  public void endPublished(PublicationNote published) {
    publicationIds().stream().filter(published.days()::containsValue).forEach(this::end);
  }

  /** Keeps no note of any of them; what they wrote stays. */
  void forget() {
    publicationIds().forEach(this::end);
  }

  /** The run has published, or nothing of it is left. */
  public void end(String publicationId) {
    try {
      Files.deleteIfExists(file(publicationId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String publicationId) {
    return folder.resolve(publicationId + SUFFIX);
  }

  /** A name is on the disk once its folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

package dev.tributary.speed.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.speed.SpeedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A lane's checkpoint folder: Spark's own files, and one of ours that names this life of it.
 *
 * @param folder where Spark keeps offsets, commits and state
 * @param epoch names this life: after a lost checkpoint Spark counts batches from 0 again, and
 *     Delta would take them for batches it has seen
 * @param generation of the state, counts from 1
 */
public record Checkpoint(Path folder, String epoch, long generation) {

  private static final String MARK = "life.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Opens a lane's checkpoint, or begins one where there is none.
   *
   * @param generation asked for only where one begins
   * @throws SpeedException when the folder holds something else than a whole checkpoint
   */
  public static Checkpoint open(Path folder, LongSupplier generation) {
    try {
      Path mark = folder.resolve(MARK);
      if (Files.exists(mark)) {
        JsonNode life = JSON.readTree(Files.readString(mark));
        requireWhole(folder);
        return new Checkpoint(
            folder, life.required("epoch").asText(), life.required("generation").asLong());
      }
      requireEmpty(folder);
      return begin(folder, generation.getAsLong());
    } catch (IOException | IllegalArgumentException e) {
      throw SpeedException.checkpointUnusable(folder, e.getMessage(), e);
    }
  }

  /** Whether Spark has planned a batch: it then goes on there, whatever a lane asks for. */
  public boolean planned() {
    return newest(folder.resolve("offsets")).isPresent();
  }

  /** The last batch that is done, its tables written; empty before the first. */
  public OptionalLong finished() {
    return newest(folder.resolve("commits"));
  }

  /** Names a batch of this life for tables and their transactions. */
  public String application(String lane) {
    return lane + "-" + epoch;
  }

  /**
   * The first offset that no finished batch has read, by topic and partition; empty before the
   * first batch.
   */
  public Map<String, Map<Integer, Long>> processed() {
    OptionalLong last = finished();
    if (last.isEmpty()) {
      return Map.of();
    }
    Path offsets = folder.resolve("offsets").resolve(Long.toString(last.getAsLong()));
    try {
      Map<String, Map<Integer, Long>> processed = new TreeMap<>();
      // A version line and Spark's own settings come before the offsets of the source.
      JsonNode source = JSON.readTree(Files.readAllLines(offsets).get(2));
      source
          .properties()
          .forEach(
              topic -> {
                Map<Integer, Long> partitions = new TreeMap<>();
                topic
                    .getValue()
                    .properties()
                    .forEach(
                        entry ->
                            partitions.put(
                                Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
                processed.put(topic.getKey(), partitions);
              });
      return processed;
    } catch (IOException e) {
      throw SpeedException.checkpointUnusable(folder, "its offsets can't be read", e);
    }
  }

  private static Checkpoint begin(Path folder, long generation) throws IOException {
    Files.createDirectories(folder);
    String epoch = UUID.randomUUID().toString().substring(0, 8);
    // Whole or not at all: a kill in the middle must not leave a folder that can't be opened.
    Path beside = Files.createTempFile(folder.getParent(), folder.getFileName().toString(), ".new");
    Files.writeString(
        beside, JSON.createObjectNode().put("epoch", epoch).put("generation", generation) + "\n");
    Files.move(beside, folder.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
    return new Checkpoint(folder, epoch, generation);
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw SpeedException.checkpointUnusable(
            folder, "it holds files, but its " + MARK + " is missing", null);
      }
    }
  }

  /** Spark writes offsets before it commits, so commits alone mean that somebody removed files. */
  private static void requireWhole(Path folder) {
    OptionalLong committed = newest(folder.resolve("commits"));
    OptionalLong planned = newest(folder.resolve("offsets"));
    if (committed.isPresent()
        && (planned.isEmpty() || planned.getAsLong() < committed.getAsLong())) {
      throw SpeedException.checkpointUnusable(
          folder, "it has finished batches whose offsets are missing", null);
    }
  }

  private static OptionalLong newest(Path log) {
    try (Stream<Path> files = Files.list(log)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty(); // Spark has not made the folder yet: no batch so far.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

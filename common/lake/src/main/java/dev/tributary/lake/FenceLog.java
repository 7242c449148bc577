package dev.tributary.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.view.PublicationNote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads from the commits of {@code attribution} what the fence wrote into them. */
final class FenceLog {

  /** The application id under which Delta orders all fenced commits. */
  static final String APPLICATION = "fence";

  /** Marks a commit as the work of one attempt; not part of the note. */
  private static final String ATTEMPT = "attempt";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final Configuration hadoop;

  FenceLog(String table, Configuration hadoop) {
    this.log = new Path(table, "_delta_log");
    this.hadoop = hadoop;
  }

  /** The newest fenced commit at or below a version; commits of others (OPTIMIZE) are passed by. */
  FenceState stateAt(long newest) {
    for (long version = newest; version >= 0; version--) {
      Commit commit = commit(version);
      if (commit.fenceVersion() > 0) {
        return new FenceState(newest, commit.fenceVersion(), note(commit));
      }
    }
    return new FenceState(newest, 0, PublicationNote.NONE);
  }

  /** The version above {@code after}, up to {@code newest}, that one attempt wrote. */
  Optional<Long> versionOf(String attempt, long after, long newest) {
    for (long version = newest; version > after; version--) {
      Commit commit = commit(version);
      if (commit.fenceVersion() > 0 && attempt.equals(commit.metadata().path(ATTEMPT).asText())) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** The text for a commit's userMetadata. */
  static String metadata(PublicationNote note, String attempt) {
    ObjectNode metadata = (ObjectNode) parse(note.toJson());
    return metadata.put(ATTEMPT, attempt).toString();
  }

  private record Commit(long fenceVersion, JsonNode metadata) {}

  private Commit commit(long version) {
    long fenceVersion = 0;
    JsonNode metadata = JSON.missingNode();
    for (String line : lines(version)) {
      JsonNode action = parse(line);
      JsonNode transaction = action.path("txn");
      if (APPLICATION.equals(transaction.path("appId").asText())) {
        fenceVersion = transaction.path("version").asLong();
      }
      JsonNode text = action.path("commitInfo").path("userMetadata");
      if (text.isTextual()) {
        metadata = parse(text.asText());
      }
    }
    return new Commit(fenceVersion, metadata);
  }

  private List<String> lines(long version) {
    Path file = new Path(log, String.format("%020d.json", version));
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The commit "
              + file
              + " of the table attribution can't be read, so which days are final is unknown."
              + " Nothing is published until it can: restore the file, or the whole folder _delta_log,"
              + " from a copy of the lake.",
          e);
    }
  }

  private static PublicationNote note(Commit commit) {
    return PublicationNote.ofJson(commit.metadata().toString());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON in the log of the table attribution: " + json, e);
    }
  }
}

package dev.tributary.serving.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.view.PublicationNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the note that the newest commit of {@code attribution} carries: which publication counts
 * for which day. Each commit under the fence has one; maintenance commits (compaction) have none
 * and change nothing, so they are passed over.
 */
public final class NewestNote {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NewestNote() {}

  /**
   * The newest note.
   *
   * @param lake the folder that holds the tables
   * @return {@link PublicationNote#NONE} before the first commit under the fence
   */
  public static PublicationNote of(Path lake) {
    return text(lake.resolve(LakeTable.ATTRIBUTION.wire()))
        .map(PublicationNote::ofJson)
        .orElse(PublicationNote.NONE);
  }

  private static Optional<String> text(Path attribution) {
    CommitLog log = CommitLog.of(attribution);
    for (long version = log.newestVersion().orElse(-1); version >= 0; version--) {
      Optional<List<String>> actions = log.actions(version);
      if (actions.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> note = note(actions.get(), attribution);
      if (note.isPresent()) {
        return note;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> note(List<String> actions, Path attribution) {
    for (String action : actions) {
      if (action.startsWith("{\"commitInfo\"")) {
        JsonNode note = parse(action, attribution).path("commitInfo").path("userMetadata");
        return note.isTextual() ? Optional.of(note.asText()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static JsonNode parse(String action, Path attribution) {
    try {
      return JSON.readTree(action);
    } catch (JsonProcessingException e) {
      throw new LakeException(
          "A commit of " + attribution + " is no JSON: " + e.getOriginalMessage() + ".",
          "Its log was damaged; restore the newest commit file.",
          e);
    }
  }
}

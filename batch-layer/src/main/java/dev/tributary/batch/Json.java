package dev.tributary.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts of ours that are JSON: of the table publications, and of runs that have not ended. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers and names always have a JSON form.", e);
    }
  }

  /** Names and values of a flat object; empty for what is none, such as another writer's note. */
  public static Optional<SortedMap<String, String>> ifTexts(String text) {
    try {
      return Optional.of(read(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static SortedMap<String, String> read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, new TypeReference<TreeMap<String, String>>() {});
  }

  /** Any text. */
  public static JsonNode tree(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Names and values of a flat object. */
  public static SortedMap<String, String> texts(String json) {
    try {
      return read(json);
    } catch (JsonProcessingException e) {
      throw BatchRefusal.failure(
          "A row of the table publications can't be read: " + e.getOriginalMessage() + ".",
          "Something else wrote to it; restore the table to an earlier version.",
          e);
    }
  }
}

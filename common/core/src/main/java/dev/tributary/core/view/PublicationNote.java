package dev.tributary.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every commit to the table attribution says of the publication it stands on, so that whoever
 * reads the table sees exactly one boundary.
 *
 * @param publicationId the newest publication, or null before the first
 * @param days which publication is current for each published day
 */
public record PublicationNote(
    String publicationId, Boundary boundary, Map<LocalDate, String> days) {

  /** Before the first publication. */
  public static final PublicationNote NONE =
      new PublicationNote(null, Boundary.NOTHING_PUBLISHED, Map.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  public PublicationNote {
    days = Map.copyOf(days);
  }

  /** The note as JSON, days in order. */
  public String toJson() {
    ObjectNode note = JSON.createObjectNode();
    note.put("publication_id", publicationId);
    note.put("boundary", boundary.instant().toString());
    ObjectNode byDay = note.putObject("days");
    new TreeMap<>(days).forEach((day, publication) -> byDay.put(day.toString(), publication));
    return note.toString();
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException when the text is no note
   */
  public static PublicationNote ofJson(String json) {
    try {
      JsonNode note = JSON.readTree(json);
      Map<LocalDate, String> days = new TreeMap<>();
      note.required("days")
          .properties()
          .forEach(day -> days.put(LocalDate.parse(day.getKey()), day.getValue().asText()));
      JsonNode id = note.required("publication_id");
      return new PublicationNote(
          id.isNull() ? null : id.asText(),
          new Boundary(Instant.parse(note.required("boundary").asText())),
          days);
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "A commit's note can't be read as a publication ("
              + e.getMessage()
              + "): "
              + json
              + ". Something other than Tributary wrote to the table attribution; restore it to an"
              + " earlier version.",
          e);
    }
  }
}

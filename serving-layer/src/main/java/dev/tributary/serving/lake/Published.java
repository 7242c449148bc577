package dev.tributary.serving.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.view.Boundary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

record Published(String publicationId, Boundary boundary, Map<LocalDate, String> days) {
  static Published parse(String text) {
    try {
      JsonNode note = new ObjectMapper().readTree(text);
      Map<LocalDate, String> days = new TreeMap<>();
      note.path("days")
          .properties()
          .forEach(day -> days.put(LocalDate.parse(day.getKey()), day.getValue().asText()));
      return new Published(
          note.path("publication_id").asText(),
          new Boundary(Instant.parse(note.path("boundary").asText())),
          days);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

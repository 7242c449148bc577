package dev.tributary.capture.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a file of the accounting says: JSON that ends in the CRC32C of all before it, since a power
 * loss may leave a part of one content and a part of another.
 *
 * @param shippedThrough the highest sequence that Kafka had acknowledged
 */
record SavedAccounting(
    String collectorId,
    long countedThrough,
    long shippedThrough,
    NavigableMap<Instant, HourCount> hours) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKSUM = "checksum";

  /** It is there and not whole. */
  static final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /**
   * Reads one; an earlier release's has no checksum.
   *
   * @throws DamagedException when it is not whole
   * @throws IOException when it can't be read
   */
  static SavedAccounting read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      ObjectNode root = JSON.readValue(bytes, ObjectNode.class);
      JsonNode checksum = root.remove(CHECKSUM);
      if (checksum != null && !checksum.asText().equals(checksum(root))) {
        throw new DamagedException("its checksum does not fit");
      }
      return of(root);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new DamagedException(e.getMessage());
    }
  }

  private static SavedAccounting of(JsonNode root) {
    NavigableMap<Instant, HourCount> hours = new TreeMap<>();
    for (JsonNode node : root.required("hours")) {
      hours.put(Instant.parse(node.required("hour").asText()), HourCount.read(node));
    }
    return new SavedAccounting(
        root.required("collector_id").asText(),
        root.required("counted_through").asLong(),
        root.path("shipped_through").asLong(),
        hours);
  }

  byte[] bytes(Instant now) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("collector_id", collectorId);
    root.put("as_of", now.toString());
    root.put("counted_through", countedThrough);
    root.put("shipped_through", shippedThrough);
    var list = root.putArray("hours");
    for (Map.Entry<Instant, HourCount> hour : hours.entrySet()) {
      hour.getValue().write(list.addObject().put("hour", hour.getKey().toString()));
    }
    return JSON.writeValueAsBytes(root.put(CHECKSUM, checksum(root)));
  }

  private static String checksum(JsonNode root) throws JsonProcessingException {
    CRC32C crc = new CRC32C();
    crc.update(JSON.writeValueAsBytes(root));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}

package dev.tributary.core.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads lines of JSON that are events of the contract already. A line without consent gets the
 * import's; everything else, valid or not, goes on as it is. Thread-safe.
 */
public final class JsonLines {

  /** Escaping keeps half characters what they are, for admission to refuse. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final ImportConsent consent;
  private final OwnReferrer ownReferrer;

  /**
   * @param ownDomains whose referrers are taken out
   */
  public JsonLines(ImportConsent consent, List<String> ownDomains) {
    this.consent = consent;
    this.ownReferrer = new OwnReferrer(ownDomains);
  }

  /** Reads one line; an empty one is skipped. */
  public RowReading read(byte[] line) {
    Optional<String> text = Utf8.text(line);
    if (text.isEmpty()) {
      // Admission refuses it; the parser of JSON would take some of it for other characters.
      return new RowReading.Events(List.of(line));
    }
    if (text.get().replace("\uFEFF", "").isBlank()) {
      return new RowReading.Skipped("empty_line");
    }
    return new RowReading.Events(List.of(completed(line)));
  }

  private byte[] completed(byte[] line) {
    try {
      JsonNode tree = JSON.readTree(line);
      boolean complete = tree.has("consent") && !ownReferrer.of(tree);
      if (complete || !(tree instanceof ObjectNode event)) {
        return line;
      }
      consent.fill(event);
      ownReferrer.clear(event);
      return JSON.writeValueAsBytes(event);
    } catch (IOException | NumberFormatException notJson) {
      return line; // Admission says what is wrong with it.
    }
  }
}

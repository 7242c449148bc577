package dev.tributary.core.classify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.config.Quoted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of JSON with the signals of an event, as {@code tributary classify} reads it.
 *
 * @param signals what can be classified
 * @param userAgent null where the line has none
 * @param at when it happened; empty where the line does not say it, or not so that it can be read
 * @param members the whole object as written
 * @param problems one sentence, and what to do, for each field that says something unreadable: the
 *     line is read as if it were absent
 */
public record SignalLine(
    Signals signals,
    String userAgent,
    Optional<Instant> at,
    ObjectNode members,
    List<String> problems) {

  private static final int LONGEST_TEXT = 64 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build());
  }

  /** Says in one sentence why a line can't be read, and in another what to do. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
      super(message + " Give one JSON object a line.", cause);
    }
  }

  /**
   * Reads a line.
   *
   * @throws Unreadable when it is not one JSON object
   */
  public static SignalLine read(String line) throws Unreadable {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (MismatchedInputException e) {
      throw new Unreadable("It is more than one JSON value.", e);
    } catch (JsonProcessingException e) {
      throw new Unreadable(
          "It is not JSON: "
              + Quoted.sentence(e.getOriginalMessage())
              + " (column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + ").",
          e);
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new Unreadable("It is JSON, but not an object.", null);
    }
    return new SignalFields(object).line();
  }
}

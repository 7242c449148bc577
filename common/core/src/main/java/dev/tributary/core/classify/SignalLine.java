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
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** Of a surrogate pair: two that stand together are one character to a pattern. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

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

    Unreadable(Rejection rejection) {
      super(rejection.problem() + " " + rejection.remedy());
    }
  }

  /**
   * Reads a line.
   *
   * @throws Unreadable when it is not one JSON object, or holds half a character somewhere
   */
  public static SignalLine read(String line) throws Unreadable {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (MismatchedInputException e) {
      throw new Unreadable("It is more than one JSON value.", e);
    } catch (NumberFormatException e) {
      throw new Unreadable("It holds a number whose exponent no number has.", e);
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
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (isCut(member.getKey()) || holdsCut(member.getValue())) {
        String name = HALF.matcher(Quoted.shortened(member.getKey())).replaceAll("\uFFFD");
        throw new Unreadable(Reason.LONE_SURROGATE.because("'" + name + "'"));
      }
    }
    return new SignalFields(object).line();
  }

  private static boolean holdsCut(JsonNode value) {
    if (value.isTextual()) {
      return isCut(value.textValue());
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (isCut(member.getKey())) {
        return true;
      }
    }
    for (JsonNode inner : value) {
      if (holdsCut(inner)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCut(String text) {
    return HALF.matcher(text).find();
  }
}

package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.event.FieldText;
import dev.tributary.core.reject.Reason;

/**
 * The members of one object of an event. What is read here is normalised in place: strings are
 * trimmed, and a null or empty one is absent.
 */
final class Fields {

  private final ObjectNode node;
  private final String path;

  Fields(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  ObjectNode node() {
    return node;
  }

  /** The name of a field as a sender would write it, {@code adjustment.value}. */
  String named(String field) {
    return path + field;
  }

  /** A member, or null where it is absent, null or a string of which nothing shows. */
  JsonNode member(String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      return null;
    }
    if (value.isNull() || (value.isTextual() && FieldText.isBlank(value.textValue()))) {
      node.remove(field);
      return null;
    }
    return value;
  }

  /** A string of at most so many code points, trimmed, or null where it is absent. */
  String text(String field, int longest) {
    JsonNode value = member(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw new Refusal(
          Reason.WRONG_TYPE.because(
              named(field) + " is a JSON " + kind(value) + "; the contract has a string"));
    }
    String trimmed = FieldText.trimmed(value.textValue());
    int length = trimmed.codePointCount(0, trimmed.length());
    if (length > longest) {
      throw new Refusal(
          Reason.TOO_LONG.because(
              named(field) + " has " + length + " characters; at most " + longest + " are taken"));
    }
    node.put(field, trimmed);
    return trimmed;
  }

  /** The same of an identifier, which no control character is part of. */
  String identifier(String field, int longest) {
    String text = text(field, longest);
    if (text != null) {
      FieldText.control(text)
          .ifPresent(
              sign -> {
                throw new Refusal(
                    Reason.CONTROL_CHARACTER.because(
                        named(field) + " holds the control character " + sign));
              });
    }
    return text;
  }

  /** An object, or null where it is absent. */
  Fields object(String field) {
    JsonNode value = member(field);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(object, named(field) + ".");
    }
    throw new Refusal(
        Reason.WRONG_TYPE.because(
            named(field) + " is a JSON " + kind(value) + "; the contract has an object"));
  }

  static String kind(JsonNode value) {
    return value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}

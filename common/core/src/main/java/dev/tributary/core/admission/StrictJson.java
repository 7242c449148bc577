package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one event's bytes into a tree, within bounds, and refuses what different readers would
 * understand differently. After a fault it reads on as far as it can, for the consent.
 */
final class StrictJson {

  static final int GREATEST_BYTES = 64 * 1024;
  static final int GREATEST_DEPTH = 16;
  private static final int LONGEST_NUMBER = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // Depth is judged here, so that reading can go on behind what is too deep.
                  .maxNestingDepth(GREATEST_BYTES)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(GREATEST_BYTES)
                  .maxNameLength(GREATEST_BYTES)
                  .build())
          .build();

  private final List<JsonNode> consents = new ArrayList<>();
  private Rejection fault;

  private StrictJson() {}

  /**
   * What was read.
   *
   * @param event null where there is a fault
   * @param fault null where there is none
   * @param consents every top-level member of that name, as far as it could be read
   */
  record Reading(ObjectNode event, Rejection fault, List<JsonNode> consents) {}

  /** Reads any bytes; never throws. */
  static Reading read(byte[] bytes) {
    if (bytes.length > GREATEST_BYTES) {
      return new Reading(null, Reason.EVENT_TOO_LARGE.because(bytes.length), List.of());
    }
    StrictJson reader = new StrictJson();
    ObjectNode event = reader.event(reader.decoded(bytes));
    return new Reading(reader.fault == null ? event : null, reader.fault, reader.consents);
  }

  private String decoded(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, text, true);
    if (result.isError()) {
      fail(Reason.INVALID_UTF8.because(in.position() + 1));
      return withoutMark(new String(bytes, UTF_8));
    }
    return withoutMark(text.flip().toString());
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private ObjectNode event(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        fail(Reason.MALFORMED_JSON.because("it is empty"));
        return null;
      }
      JsonNode value = value(parser, "the event", 1);
      if (parser.nextToken() != null) {
        fail(Reason.MALFORMED_JSON.because("something follows the event"));
      }
      if (value instanceof ObjectNode object) {
        return object;
      }
      fail(Reason.NOT_AN_OBJECT.because("a JSON " + Fields.kind(value)));
      return null;
    } catch (JsonEOFException e) {
      fail(Reason.MALFORMED_JSON.because("it ends too early"));
    } catch (StreamConstraintsException e) {
      fail(Reason.MALFORMED_JSON.because("it holds a number of more than 1000 digits"));
    } catch (JacksonException e) {
      fail(Reason.MALFORMED_JSON.because("it breaks a rule of JSON" + place(e)));
    } catch (NumberFormatException e) {
      // Jackson's own, of an exponent that no decimal of Java's has.
      fail(Reason.MALFORMED_JSON.because("it holds a number beyond all bounds"));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory can't fail.", e);
    }
    return null;
  }

  private JsonNode value(JsonParser parser, String name, int depth) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        return depth > GREATEST_DEPTH ? tooDeep(parser, name) : object(parser, depth);
      case START_ARRAY:
        return depth > GREATEST_DEPTH ? tooDeep(parser, name) : array(parser, name, depth);
      case VALUE_STRING:
        return JsonNodeFactory.instance.textNode(whole(parser.getText(), name));
      case VALUE_NUMBER_INT:
        return JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT:
        return JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
      case VALUE_TRUE:
      case VALUE_FALSE:
        return JsonNodeFactory.instance.booleanNode(parser.getBooleanValue());
      default:
        return JsonNodeFactory.instance.nullNode();
    }
  }

  private ObjectNode object(JsonParser parser, int depth) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = value(parser, whole(name, name), depth + 1);
      if (depth == 1 && name.equals("consent")) {
        consents.add(value);
      }
      if (object.replace(name, value) != null) {
        fail(Reason.DUPLICATE_MEMBER.because(shown(name)));
      }
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String name, int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, name, depth + 1));
    }
    return array;
  }

  private JsonNode tooDeep(JsonParser parser, String name) throws IOException {
    fail(Reason.TOO_DEEP.because(shown(name)));
    parser.skipChildren();
    return JsonNodeFactory.instance.nullNode();
  }

  private String whole(String text, String name) {
    for (int at = 0; at < text.length(); at++) {
      char here = text.charAt(at);
      if (Character.isHighSurrogate(here)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at++;
      } else if (Character.isSurrogate(here)) {
        fail(Reason.LONE_SURROGATE.because(shown(name)));
        return "";
      }
    }
    return text;
  }

  private void fail(Rejection rejection) {
    if (fault == null) {
      fault = rejection;
    }
  }

  /** A member's name for an error: a hostile one is cut and made printable. */
  private static String shown(String name) {
    String printable = name.replaceAll("[^\\p{L}\\p{N}_.\\- ]", "?");
    return "'" + (printable.length() > 64 ? printable.substring(0, 64) + "..." : printable) + "'";
  }

  private static String place(JacksonException e) {
    JsonLocation at = e.getLocation();
    if (at == null) {
      return "";
    }
    // Most events are one line, of a file whose lines are numbered by whoever reads it.
    return at.getLineNr() == 1
        ? " at character " + at.getColumnNr()
        : " at line " + at.getLineNr() + " of its text, character " + at.getColumnNr();
  }
}

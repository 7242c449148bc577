package dev.tributary.serving.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.serving.links.LinkBook;
import dev.tributary.serving.links.LinkRefused;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The body of a change of links: a flat JSON object of texts; a name that is not known is refused.
 */
record LinkBody(ObjectNode object) {

  private static final int MOST_CHARACTERS = 256;
  private static final String DESTINATION = "destination";
  private static final String EXPIRES_AT = "expires_at";
  private static final List<String> FIELDS =
      List.of(
          "id",
          DESTINATION,
          "source",
          "medium",
          "campaign",
          "ad_group",
          "term",
          "content",
          EXPIRES_AT);
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads it; bounded by the server's largest body.
   *
   * @throws LinkRefused when it is no JSON object
   */
  static LinkBody of(Context context) {
    String type = context.contentType();
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new LinkRefused(415, "The body's type is another. Send it as application/json.");
    }
    try {
      if (STRICT.readTree(context.bodyAsBytes()) instanceof ObjectNode object) {
        return new LinkBody(object);
      }
    } catch (IOException e) {
      // Answered below; what it says may quote the body.
    }
    throw new LinkRefused(400, "The body is not one JSON object. Send one, each name once.");
  }

  /** The object, when it has no other names than these and nothing but texts. */
  JsonNode only(List<String> names) {
    for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      if (!names.contains(field.getKey())) {
        throw new LinkRefused(
            400,
            "There is no field '"
                + Params.shown(field.getKey())
                + "'. There are "
                + String.join(", ", names)
                + ".");
      }
      if (!field.getValue().isTextual() && !field.getValue().isNull()) {
        throw new LinkRefused(
            400, "The field '" + field.getKey() + "' is no text. Put it in quotes.");
      }
    }
    return object;
  }

  /** The link that it asks for. */
  LinkBook.Draft draft() {
    only(FIELDS);
    return new LinkBook.Draft(
        required("id"),
        required(DESTINATION),
        text("source"),
        text("medium"),
        text("campaign"),
        text("ad_group"),
        text("term"),
        text("content"),
        instant(text(EXPIRES_AT)));
  }

  private String required(String name) {
    String text = object.path(name).textValue();
    if (text == null || text.isBlank()) {
      throw new LinkRefused(400, "The link has no " + name + ". Give it as a text.");
    }
    return text;
  }

  private String text(String name) {
    String text = object.path(name).textValue();
    if (text != null && text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
      throw new LinkRefused(
          400, "The " + name + " is too long. It may have " + MOST_CHARACTERS + " characters.");
    }
    if (text != null && text.codePoints().anyMatch(LinkBody::isHalfACharacter)) {
      throw new LinkRefused(
          400, "The " + name + " is no Unicode: it has half a surrogate pair. Send whole ones.");
    }
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static boolean isHalfACharacter(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static Instant instant(String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new LinkRefused(
          400, "The expires_at is no time. Write it like 2026-12-31T23:00Z, with an offset.");
    }
  }
}

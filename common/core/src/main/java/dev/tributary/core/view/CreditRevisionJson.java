package dev.tributary.core.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A revision as the credits topic carries it: UTF-8 JSON, snake_case names, times in RFC 3339, no
 * member for what is null.
 */
public final class CreditRevisionJson {

  /**
   * A character takes at most six bytes; without the feature those beyond the first 65,536 twelve.
   */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .build())
          .build();

  private CreditRevisionJson() {}

  /** The message's value. */
  public static byte[] write(CreditRevision revision) {
    ObjectNode root = JSON.createObjectNode();
    root.put("conversion_key", revision.conversionKey());
    root.put("journey_key", revision.journeyKey());
    root.put("generation", revision.generation());
    root.put("number", revision.number());
    TimelineEventJson.put(root, "rule_version", revision.ruleVersion());
    AttributedConversion credit = revision.credit();
    root.put("unattributed", credit.unattributed());
    root.put("mergeable", credit.mergeable());
    root.set("conversion", TimelineEventJson.write(credit.conversion()));
    ArrayNode touches = root.putArray("touches");
    credit.touches().forEach(touch -> touches.add(touch(touch)));
    ArrayNode models = root.putArray("credits");
    for (ModelCredit model : credit.credits()) {
      ObjectNode node = models.addObject().put("model", model.model());
      numbers(node.putArray("micros"), model.micros());
      numbers(node.putArray("revenue_minor"), model.revenueMinor());
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException("A tree of plain values was not written.", e);
    }
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws IllegalArgumentException when the bytes are no revision
   */
  public static CreditRevision read(byte[] bytes) {
    try {
      return read(JSON.readTree(bytes));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw unreadable(e);
    }
  }

  static CreditRevision read(JsonNode root) {
    TimelineEvent conversion = TimelineEventJson.read(root.required("conversion"));
    List<Touchpoint> touches = new ArrayList<>();
    root.required("touches").forEach(node -> touches.add(touch(node)));
    List<ModelCredit> credits = new ArrayList<>();
    root.required("credits").forEach(node -> credits.add(credit(node)));
    return new CreditRevision(
        root.required("conversion_key").textValue(),
        root.required("journey_key").textValue(),
        root.required("generation").longValue(),
        root.required("number").longValue(),
        new AttributedConversion(
            conversion,
            touches,
            credits,
            root.required("unattributed").booleanValue(),
            root.required("mergeable").booleanValue()),
        root.path("rule_version").textValue());
  }

  static IllegalArgumentException unreadable(Exception e) {
    return new IllegalArgumentException(
        "A message of the credits topic can't be read as a revision ("
            + e.getMessage()
            + "). Something other than the speed layer wrote it; skip it or empty the topic.",
        e);
  }

  private static ObjectNode touch(Touchpoint touch) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", touch.key());
    node.put("at", touch.at().toString());
    node.put("kind", touch.kind());
    node.put("channel", touch.channel());
    node.put("source", touch.source());
    node.put("medium", touch.medium());
    TimelineEventJson.put(node, "campaign", touch.campaign());
    TimelineEventJson.put(node, "ad_group", touch.adGroup());
    TimelineEventJson.put(node, "click_id", touch.clickId());
    return node;
  }

  private static Touchpoint touch(JsonNode node) {
    return new Touchpoint(
        node.required("key").textValue(),
        Instant.parse(node.required("at").asText()),
        node.required("kind").textValue(),
        node.required("channel").textValue(),
        node.required("source").textValue(),
        node.required("medium").textValue(),
        node.path("campaign").textValue(),
        node.path("ad_group").textValue(),
        node.path("click_id").textValue());
  }

  private static ModelCredit credit(JsonNode node) {
    return new ModelCredit(
        node.required("model").textValue(),
        numbers(node.required("micros")),
        numbers(node.required("revenue_minor")));
  }

  private static void numbers(ArrayNode into, long[] numbers) {
    for (long number : numbers) {
      into.add(number);
    }
  }

  private static long[] numbers(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).longValue();
    }
    return numbers;
  }
}

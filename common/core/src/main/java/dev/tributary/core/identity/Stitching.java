package dev.tributary.core.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Quoted;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.event.EventTimes;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.FieldLimits;
import dev.tributary.core.event.FieldText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stitches lines of identifiers into persons.
 *
 * <p>A line is a JSON object. Every member whose name ends in {@code _id} or {@code _hash}, and
 * {@code email}, {@code phone}, {@code idfa}, {@code gaid}, names whoever made the event; {@code
 * occurred_at} says when (RFC 3339 or epoch milliseconds); a line without it links all the same and
 * is counted. A line of {@code event_type} {@code unlink} takes back what linked its identifiers
 * until then. Where {@code consent.analytics} is denied, the line links nothing. A line names 100
 * identifiers at most. Names that end so and say what, not who, are passed over; other members say
 * nothing here.
 */
public final class Stitching {

  private static final Set<String> NAMES = Set.of("email", "phone", "idfa", "gaid");

  /** What an event is about, where from and who wrote it down, by the names that are in use. */
  private static final Set<String> OTHERS_IDS =
      Set.of(
          "event_id",
          "order_id",
          "link_id",
          "collector_id",
          "publication_id",
          "campaign_id",
          "ad_group_id",
          "ad_id",
          "creative_id",
          "product_id",
          "store_id",
          "page_id",
          "page_hash",
          "schema_id");

  /** Each is linked to each other, so their number counts squared. */
  private static final int MOST_IDENTIFIERS = 100;

  /** Of members of one name it would keep the last, and of two objects the first. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final IdentityGraph graph;
  private final List<Link> links = new ArrayList<>();
  private final List<Link> undoings = new ArrayList<>();
  private long untimed;

  /** Limits as the config says. */
  public Stitching(Config config) {
    graph = new IdentityGraph(config);
  }

  /**
   * Takes one line in.
   *
   * @throws IllegalArgumentException when it is no JSON object, or an identifier or its time can't
   *     be read; nothing of it is taken then
   */
  public void add(String line) {
    JsonNode event = object(line);
    List<Identifier> identifiers = new ArrayList<>();
    event
        .properties()
        .forEach(
            member -> {
              if (identifies(member.getKey()) && !member.getValue().isNull()) {
                String value = value(member.getKey(), member.getValue());
                if (!FieldText.isBlank(value)) {
                  identifiers.add(new Identifier(member.getKey(), value));
                }
              }
            });
    if (identifiers.size() > MOST_IDENTIFIERS) {
      throw new IllegalArgumentException(
          "it names "
              + identifiers.size()
              + " identifiers, more than the "
              + MOST_IDENTIFIERS
              + " that one event may link; write those of several events on lines of their own");
    }
    Instant at = time(event.path("occurred_at"));
    if (event.path("event_type").asText().equals(EventType.UNLINK.wire())) {
      if (identifiers.size() < 2) {
        throw new IllegalArgumentException(
            "it is an unlink that names fewer than two identifiers; name those that were linked");
      }
      if (at.equals(Link.UNDATED)) {
        throw new IllegalArgumentException(
            "it is an unlink without occurred_at, so it can't be told until when it takes links"
                + " back; give the time");
      }
      undoings.addAll(Link.apartAmong(identifiers, at));
    } else if (event.at("/consent/analytics").asText().equals(Choice.DENIED.wire())) {
      identifiers.forEach(identifier -> links.add(Link.alone(identifier, at)));
    } else {
      links.addAll(Link.among(identifiers, at));
    }
    if (at.equals(Link.UNDATED) && !identifiers.isEmpty()) {
      untimed++;
    }
  }

  /** How many lines name identifiers and no time: they link, and date nothing. */
  public long untimed() {
    return untimed;
  }

  /** Who is who after all lines; what only an unlink names is nobody's. */
  public Resolution resolve() {
    if (undoings.isEmpty()) {
      return graph.resolve(links);
    }
    Set<Identifier> seen = TakenBack.seen(links);
    List<Link> said = new ArrayList<>(links);
    undoings.stream()
        .filter(undoing -> seen.contains(undoing.one()) && seen.contains(undoing.other()))
        .forEach(said::add);
    return graph.resolve(said);
  }

  /** When an identifier was first seen; empty where no line that names it gives a time. */
  public static Optional<Instant> validFrom(Identity identity) {
    return Optional.of(identity.validFrom()).filter(at -> !at.equals(Link.UNDATED));
  }

  private static boolean identifies(String name) {
    return NAMES.contains(name)
        || (name.endsWith("_id") || name.endsWith("_hash")) && !OTHERS_IDS.contains(name);
  }

  private static String value(String name, JsonNode value) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "its "
              + Quoted.shortened(name)
              + " is of the JSON type "
              + value.getNodeType().name().toLowerCase(Locale.ROOT)
              + "; write it as text or as a whole number");
    }
    String text = FieldText.trimmed(value.asText());
    // Half characters would all be the same one once they are written.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "its "
              + Quoted.shortened(name)
              + " holds half a character; cut texts between characters");
    }
    int length = text.codePointCount(0, text.length());
    int longest = FieldLimits.ofIdentifier(name);
    if (length > longest) {
      throw new IllegalArgumentException(
          "its "
              + Quoted.shortened(name)
              + " has "
              + length
              + " characters, more than the "
              + longest
              + " that an identifier has at most; shorten it");
    }
    FieldText.control(text)
        .ifPresent(
            sign -> {
              throw new IllegalArgumentException(
                  "its "
                      + Quoted.shortened(name)
                      + " holds the control character "
                      + sign
                      + "; remove it");
            });
    return text;
  }

  private static JsonNode object(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(
          "it is more than one JSON value; write each object on a line of its own", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "it is not JSON ("
              + Quoted.sentence(e.getOriginalMessage())
              + "); write one object a line, with each name once",
          e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "it is JSON, but no object; write the identifiers as members of one");
    }
    return node;
  }

  private static Instant time(JsonNode value) {
    boolean blank = value.isTextual() && FieldText.isBlank(value.textValue());
    if (value.isMissingNode() || value.isNull() || blank) {
      return Link.UNDATED;
    }
    return EventTimes.parse(value)
        .orElseThrow(
            () -> new IllegalArgumentException("its occurred_at " + EventTimes.unreadable(value)));
  }
}

package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes out of an event what its consent forbids to keep, before anything is written.
 *
 * <p>Analytics denied: no visitor, user or click id, in a URL's path neither, no URL query or
 * fragment, no unknown field, no device beyond its class. Advertising denied: no ad platform's
 * click id, wherever it stands; a first-party one stays, and so does a newsletter's or a share's,
 * as it does in URLs.
 */
final class ConsentReduction {

  private static final List<String> URLS = List.of("destination_url", "page_url", "referrer");
  private static final List<String> IDENTIFIERS =
      List.of("visitor_id", "user_id", "click_id", "click_id_type");
  private static final Set<String> KNOWN =
      Set.of(
          "schema_version",
          "event_id",
          "event_type",
          "occurred_at",
          "sent_at",
          "visitor_id",
          "user_id",
          "click_id",
          "click_id_type",
          "source",
          "medium",
          "campaign",
          "ad_group",
          "term",
          "content",
          "destination_url",
          "page_url",
          "referrer",
          "link_id",
          "device",
          "consent",
          "conversion_type",
          "order_id",
          "value",
          "currency",
          "adjustment",
          "erase");

  /** Known ones whose content the contract leaves to the sender. */
  private static final Set<String> FREE =
      Set.of("source", "medium", "campaign", "ad_group", "term", "content", "device");

  /** Known ones whose content the contract says. */
  private static final Set<String> BOUND =
      KNOWN.stream().filter(name -> !FREE.contains(name)).collect(Collectors.toUnmodifiableSet());

  /** Members that the contract knows within those that are objects. */
  private static final Map<String, Set<String>> KNOWN_WITHIN =
      Map.of(
          "consent", Set.of("analytics", "advertising", "tcf", "gpp"),
          "adjustment", Set.of("order_id", "kind", "value"));

  private final ConsentPolicy policy;
  private final AdClickIds adClickIds;
  private final ClickIdsInPath clickIdsInPath;

  ConsentReduction(Config config) {
    this.policy = new ConsentPolicy(config);
    this.adClickIds = new AdClickIds(config);
    this.clickIdsInPath = new ClickIdsInPath(new ClickIds(config).names());
  }

  /** Reduces the event to what the consent allows; says whether anything had to go. */
  boolean apply(ObjectNode event, Consent consent, Set<String> keptIdentifiers) {
    JsonNode before = event.deepCopy();
    if (!policy.allowsAnalytics(consent)) {
      withoutAnalytics(event, keptIdentifiers);
    }
    if (!policy.allowsAdvertising(consent)) {
      withoutAdvertising(event);
    }
    return !event.equals(before);
  }

  private void withoutAnalytics(ObjectNode event, Set<String> keptIdentifiers) {
    event.retain(KNOWN);
    IDENTIFIERS.stream().filter(id -> !keptIdentifiers.contains(id)).forEach(event::remove);
    retain(event, "device", Set.of("class"));
    retain(event, "consent", Set.of("analytics", "advertising"));
    retain(event, "adjustment", KNOWN_WITHIN.get("adjustment"));
    for (String field : URLS) {
      String url = event.path(field).textValue();
      if (url != null) {
        event.put(
            field,
            WebUrl.parse(url)
                .map(clickIdsInPath::without)
                .map(WebUrl::withoutQuery)
                .orElseGet(() -> url.split("[?#]", 2)[0]));
      }
    }
  }

  private void withoutAdvertising(ObjectNode event) {
    if (!adClickIds.isNoAdPlatforms(event.path("click_id_type").asText(""))) {
      event.remove(List.of("click_id", "click_id_type"));
    }
    for (String field : URLS) {
      String url = event.path(field).textValue();
      if (url != null) {
        adClickIds
            .without(url)
            .ifPresentOrElse(rest -> event.put(field, rest), () -> event.remove(field));
      }
    }
    cleanFreeFields(event, BOUND);
    KNOWN_WITHIN.forEach(
        (field, known) -> {
          if (event.get(field) instanceof ObjectNode object) {
            cleanFreeFields(object, known);
          }
        });
  }

  /** Those that may hold anything, which is all but the bound ones. */
  private void cleanFreeFields(ObjectNode object, Set<String> bound) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(bound);
    for (String name : names) {
      adClickIds
          .without(name, object.get(name))
          .ifPresentOrElse(rest -> object.set(name, rest), () -> object.remove(name));
    }
  }

  private static void retain(ObjectNode event, String field, Set<String> names) {
    if (event.get(field) instanceof ObjectNode object) {
      object.retain(names);
    }
  }
}

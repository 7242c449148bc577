package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes out of an event what its consent forbids to keep, before anything is written.
 *
 * <p>Analytics denied: no visitor, user or click id, in a URL's path and a campaign's texts
 * neither, no URL query or fragment, no field that means nothing in an event of this type, no
 * device beyond its class. Advertising denied: no ad platform's click id, wherever it stands; a
 * first-party one stays, and so does a newsletter's or a share's, as it does in URLs. What the
 * event names as an id and may not keep goes wherever else it repeats it.
 */
final class ConsentReduction {

  private static final List<String> URLS = List.of("destination_url", "page_url", "referrer");
  private static final List<String> IDENTIFIERS =
      List.of("visitor_id", "user_id", "click_id", "click_id_type");

  /** A word or two; a whole user agent and an id have digits or more than that. */
  private static final Pattern DEVICE_CLASS = Pattern.compile("[A-Za-z][A-Za-z _-]{0,23}");

  private final ConsentPolicy policy;
  private final AdClickIds adClickIds;
  private final AnyClickIds anyClickIds;

  ConsentReduction(Config config) {
    this.policy = new ConsentPolicy(config);
    this.adClickIds = new AdClickIds(config);
    this.anyClickIds = new AnyClickIds(config);
  }

  /** Whether the consent takes anything at all. */
  boolean limits(Consent consent) {
    return !policy.allowsAnalytics(consent) || !policy.allowsAdvertising(consent);
  }

  /** Whether the consent takes click ids of a parameter of that name. */
  boolean takes(String clickIdParameter, Consent consent) {
    return !policy.allowsAnalytics(consent)
        || !policy.allowsAdvertising(consent) && adClickIds.named(clickIdParameter);
  }

  /** Reduces the event to what the consent allows; says whether anything had to go. */
  boolean apply(ObjectNode event, EventType type, Consent consent, Set<String> keptIdentifiers) {
    JsonNode before = event.deepCopy();
    if (!policy.allowsAnalytics(consent)) {
      withoutAnalytics(event, type, keptIdentifiers);
    }
    if (!policy.allowsAdvertising(consent)) {
      withoutAdvertising(event, type);
    }
    return !event.equals(before);
  }

  private void withoutAnalytics(ObjectNode event, EventType type, Set<String> keptIdentifiers) {
    RepeatedIds repeated =
        RepeatedIds.of(event, notKeptAsSent(keptIdentifiers), anyClickIds::values);
    event.retain(ContractFields.known(type));
    IDENTIFIERS.stream().filter(id -> !keptIdentifiers.contains(id)).forEach(event::remove);
    ContractFields.within(type).forEach((field, names) -> retain(event, field, names));
    retain(event, "consent", Set.of("analytics", "advertising"));
    retain(event, "device", Set.of("class"));
    if (event.get("device") instanceof ObjectNode device
        && !DEVICE_CLASS.matcher(device.path("class").asText("")).matches()) {
      device.remove("class");
    }
    ContractFields.CAMPAIGN.forEach(
        field ->
            replace(event, field, text -> anyClickIds.without(text).flatMap(repeated::without)));
    URLS.forEach(
        field ->
            replace(
                event,
                field,
                text -> anyClickIds.withoutInUrl(text).flatMap(repeated::withoutInUrl)));
  }

  /** A redirect's own click id stays as it is; a visitor's that stays is a keyed hash by then. */
  private static List<String> notKeptAsSent(Set<String> kept) {
    return kept.contains("click_id") ? List.of() : List.of("visitor_id", "user_id", "click_id");
  }

  private void withoutAdvertising(ObjectNode event, EventType type) {
    boolean adPlatforms = !adClickIds.isNoAdPlatforms(event.path("click_id_type").asText(""));
    RepeatedIds repeated =
        RepeatedIds.of(event, adPlatforms ? List.of("click_id") : List.of(), adClickIds::values);
    if (adPlatforms) {
      event.remove(List.of("click_id", "click_id_type"));
    }
    URLS.forEach(
        field ->
            replace(
                event, field, text -> adClickIds.without(text).flatMap(repeated::withoutInUrl)));
    cleanFreeFields(event, ContractFields.bound(type), repeated);
    ContractFields.within(type)
        .forEach(
            (field, known) -> {
              if (event.get(field) instanceof ObjectNode object) {
                cleanFreeFields(object, known, repeated);
              }
            });
  }

  /** Those that may hold anything, which is all but the bound ones. */
  private void cleanFreeFields(ObjectNode object, Set<String> bound, RepeatedIds repeated) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(bound);
    for (String name : names) {
      adClickIds
          .without(name, object.get(name))
          .flatMap(repeated::without)
          .ifPresentOrElse(rest -> object.set(name, rest), () -> object.remove(name));
    }
  }

  /** What stays of a text; the field goes where nothing does. */
  private static void replace(
      ObjectNode event, String field, Function<String, Optional<String>> keeping) {
    String text = event.path(field).textValue();
    if (text != null) {
      keeping
          .apply(text)
          .ifPresentOrElse(rest -> event.put(field, rest), () -> event.remove(field));
    }
  }

  private static void retain(ObjectNode event, String field, Set<String> names) {
    if (event.get(field) instanceof ObjectNode object) {
      object.retain(names);
    }
  }
}

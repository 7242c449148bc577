package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.FieldLimits;
import dev.tributary.core.event.FieldText;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Campaign fields that the event lacks come from the utm parameters of its own URL, before consent
 * may take the URL's query and fragment: that of the destination for a click or impression, since
 * its page is where the ad stood, and that of the page for anything else. Where consent takes a
 * click id that says source and medium, these two are filled from it likewise: that a visit was
 * paid for says nothing of whose it was.
 */
final class CampaignFill {

  /** Some write the ad group without the underscore. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "source", List.of("utm_source"),
          "medium", List.of("utm_medium"),
          "campaign", List.of("utm_campaign"),
          "ad_group", List.of("utm_ad_group", "utm_adgroup"),
          "term", List.of("utm_term"),
          "content", List.of("utm_content"));

  private final ClickIds clickIds;

  CampaignFill(Config config) {
    this.clickIds = new ClickIds(config);
  }

  void fromUtm(ObjectNode event, EventType type) {
    String url = url(event, type);
    if (url == null) {
      return;
    }
    WebUrl parsed = WebUrl.parse(url).orElseThrow();
    QueryParameters query = parsed.parameters();
    QueryParameters fragment = QueryParameters.of(parsed.fragment());
    PARAMETERS.forEach(
        (field, names) -> {
          if (!event.has(field)) {
            first(names, query)
                .or(() -> first(names, fragment))
                .ifPresent(value -> event.put(field, shortened(value)));
          }
        });
  }

  /**
   * Source and medium from the click id that decides them, where consent takes it.
   *
   * @param isTaken whether consent takes ids of a parameter of that name
   * @return the fields that were filled
   */
  Set<String> fromClickId(ObjectNode event, EventType type, Predicate<String> isTaken) {
    Set<String> filled = new HashSet<>();
    clickIds
        .sourceOf(
            url(event, type),
            event.path("click_id").textValue(),
            event.path("click_id_type").textValue())
        .filter(parameter -> isTaken.test(parameter.name()))
        .ifPresent(
            parameter -> {
              fill(event, "source", parameter.source(), filled);
              fill(event, "medium", parameter.medium(), filled);
            });
    return filled;
  }

  private static String url(ObjectNode event, EventType type) {
    boolean leadsAway = type == EventType.CLICK || type == EventType.IMPRESSION;
    return event.path(leadsAway ? "destination_url" : "page_url").textValue();
  }

  private static void fill(ObjectNode event, String field, String value, Set<String> filled) {
    if (!event.has(field) && !value.isEmpty()) {
      event.put(field, value);
      filled.add(field);
    }
  }

  private static Optional<String> first(List<String> names, QueryParameters parameters) {
    return names.stream()
        .flatMap(name -> parameters.all(name))
        .map(FieldText::trimmed)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** A parameter is no field that its sender could shorten: it is cut, never a reason to refuse. */
  private static String shortened(String value) {
    int longest = FieldLimits.LONGEST.get("source");
    return value.codePointCount(0, value.length()) <= longest
        ? value
        : FieldText.trimmed(value.substring(0, value.offsetByCodePoints(0, longest)));
  }
}

package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.FieldLimits;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Campaign fields that the event lacks come from the utm parameters of its own URL, before consent
 * may take the URL's query and fragment: that of the destination for a click or impression, since
 * its page is where the ad stood, and that of the page for anything else.
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

  private CampaignFill() {}

  static void apply(ObjectNode event, EventType type) {
    boolean leadsAway = type == EventType.CLICK || type == EventType.IMPRESSION;
    String url = event.path(leadsAway ? "destination_url" : "page_url").textValue();
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

  private static Optional<String> first(List<String> names, QueryParameters parameters) {
    return names.stream().flatMap(name -> parameters.first(name).stream()).findFirst();
  }

  /** A parameter is no field that its sender could shorten: it is cut, never a reason to refuse. */
  private static String shortened(String value) {
    int longest = FieldLimits.LONGEST.get("source");
    return value.codePointCount(0, value.length()) <= longest
        ? value
        : value.substring(0, value.offsetByCodePoints(0, longest)).strip();
  }
}

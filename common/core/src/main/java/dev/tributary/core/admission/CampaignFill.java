package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.event.EventType;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.Map;

/**
 * Campaign fields that the event lacks come from the utm parameters of its own URL, before consent
 * may take the URL's query and fragment: that of the destination for a click or impression, since
 * its page is where the ad stood, and that of the page for anything else.
 */
final class CampaignFill {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "source", "utm_source",
          "medium", "utm_medium",
          "campaign", "utm_campaign",
          "ad_group", "utm_ad_group",
          "term", "utm_term",
          "content", "utm_content");

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
        (field, parameter) -> {
          if (!event.has(field)) {
            query
                .first(parameter)
                .or(() -> fragment.first(parameter))
                .ifPresent(value -> event.put(field, shortened(value)));
          }
        });
  }

  /** A parameter is no field that its sender could shorten: it is cut, never a reason to refuse. */
  private static String shortened(String value) {
    int longest = TextCheck.LIMITS.get("source");
    return value.codePointCount(0, value.length()) <= longest
        ? value
        : value.substring(0, value.offsetByCodePoints(0, longest)).strip();
  }
}

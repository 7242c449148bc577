package dev.tributary.core.classify;

import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.FieldText;
import java.util.Locale;

/** Campaign fields of an event: as sent, else from the utm parameters of its page. */
final class UtmParameters {

  private UtmParameters() {}

  /** Blank is absent; source and medium lower-cased, the rest as sent; all trimmed. */
  static Campaign of(Campaign given, QueryParameters parameters) {
    return new Campaign(
        lower(either(given.source(), parameters.value("utm_source"))),
        lower(either(given.medium(), parameters.value("utm_medium"))),
        either(given.campaign(), parameters.value("utm_campaign")),
        either(
            given.adGroup(),
            either(parameters.value("utm_ad_group"), parameters.value("utm_adgroup"))),
        either(given.term(), parameters.value("utm_term")),
        either(given.content(), parameters.value("utm_content")));
  }

  private static String either(String given, String parameter) {
    return given == null || FieldText.isBlank(given) ? parameter : FieldText.trimmed(given);
  }

  private static String lower(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}

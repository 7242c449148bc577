package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds ad platforms' click ids by the names of the parameters that carry them: those that the
 * registry of click ids calls an advertising platform's, a user's own rows included, and those that
 * {@code consent.ad_click_id_parameters} adds.
 */
final class AdClickIds {

  private final Set<String> names;
  private final Pattern inText;

  AdClickIds(Config config) {
    this.names = new HashSet<>(new ClickIds(config).ofAdPlatforms());
    names.addAll(config.value(EventSettings.AD_CLICK_ID_PARAMETERS));
    this.inText =
        Pattern.compile(
            "(?i)(?<![a-z0-9_])("
                + names.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                + ")(=|%3d)");
  }

  /** The URL without the parameters that carry one. */
  String without(WebUrl url) {
    String query =
        url.parameters().each().stream()
            .filter(parameter -> !carried(parameter))
            .map(QueryParameters.Parameter::raw)
            .collect(Collectors.joining("&"));
    boolean inFragment = url.fragment() != null && inText.matcher(url.fragment()).find();
    WebUrl kept = inFragment ? url.withFragment(null) : url;
    return kept.withQuery(query.isEmpty() ? null : query).href();
  }

  /** Whether a member, by its name or anywhere in its value, carries one. */
  boolean carried(String name, JsonNode value) {
    if (named(name) || (value.isTextual() && inText.matcher(value.textValue()).find())) {
      return true;
    }
    if (value.isObject()) {
      return value.properties().stream().anyMatch(each -> carried(each.getKey(), each.getValue()));
    }
    for (JsonNode item : value) {
      if (carried("", item)) {
        return true;
      }
    }
    return false;
  }

  /** By its name, or by a URL in its value that carries one in turn. */
  private boolean carried(QueryParameters.Parameter parameter) {
    return named(parameter.name())
        || (parameter.value().indexOf('=') >= 0 && inText.matcher(parameter.value()).find());
  }

  private boolean named(String name) {
    return names.contains(name.strip().toLowerCase(Locale.ROOT));
  }
}

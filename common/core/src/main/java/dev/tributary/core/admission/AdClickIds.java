package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.core.url.WebUrl;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes ad platforms' click ids out of URLs and fields, and nothing else. They are known by the
 * names of the parameters that carry them: those that the registry of click ids calls an
 * advertising platform's, a user's own rows included, and those that {@code
 * consent.ad_click_id_parameters} adds.
 */
final class AdClickIds {

  private final ClickIds registry;
  private final ClickIdNames names;
  private final ClickIdsInText inText;
  private final ClickIdsInText ofOneClick;
  private final ClickIdsInPath inPath;
  private final ClickIdsInJson inJson;

  AdClickIds(Config config) {
    this.registry = new ClickIds(config);
    Set<String> ofAds = new HashSet<>(registry.ofAdPlatforms());
    ofAds.addAll(config.value(EventSettings.AD_CLICK_ID_PARAMETERS));
    Set<String> others = new HashSet<>(registry.names());
    others.removeAll(ofAds);
    this.names = new ClickIdNames(ofAds, this::isNoAdPlatforms);
    this.inText = new ClickIdsInText(ofAds, others);
    this.ofOneClick = ClickIdsInText.ofOneClick(ofAds, others, registry);
    this.inPath = new ClickIdsInPath(ofAds, inText);
    this.inJson = new ClickIdsInJson(names, this::withoutInText);
  }

  /** Whether ids of that type are an ad platform's. */
  boolean named(String type) {
    return names.areCalled(type);
  }

  /**
   * Whether ids of that type are known, and no ad platform's. Whose an unknown one is, who knows.
   */
  boolean isNoAdPlatforms(String type) {
    return !named(type) && registry.named(type).isPresent();
  }

  /**
   * The URL without the parameters that are one, in its path and fragment too; of one that carries
   * one, the rest stays. Empty where nothing stays of a text that is no web URL, an app's as a
   * referrer.
   */
  Optional<String> without(String url) {
    return WebUrl.parse(url).map(this::without).or(() -> inText.without(url));
  }

  private String without(WebUrl url) {
    String query =
        url.parameters().each().stream()
            .filter(parameter -> !names.standIn(parameter.name()))
            .flatMap(parameter -> inText.without(parameter.raw()).stream())
            .collect(Collectors.joining("&"));
    WebUrl kept = inPath.without(url).withQuery(query.isEmpty() ? null : query);
    if (url.fragment() != null) {
      kept = kept.withFragment(inText.without(url.fragment()).orElse(null));
    }
    return kept.href();
  }

  /** A member's value without them; empty where nothing of the member stays. */
  Optional<JsonNode> without(String name, JsonNode value) {
    return inJson.without(name, value);
  }

  /** A path knows more forms of them than any text, so that a URL is read as one. */
  private Optional<String> withoutInText(String text) {
    Optional<WebUrl> url = WebUrl.parse(text);
    Optional<String> cleaned = url.map(this::without);
    boolean whole = cleaned.equals(url.map(WebUrl::href));
    return whole ? inText.without(text) : cleaned;
  }

  /** The values that a text names as the id of one click, in whatever form. */
  Stream<String> values(String text) {
    return ofOneClick.values(text);
  }
}

package dev.tributary.core.admission;

import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.core.url.WebUrl;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes click ids of everybody out, our own, a newsletter's and a share's included. */
final class AnyClickIds {

  private final Set<String> names;
  private final ClickIdsInText inText;
  private final ClickIdsInText ofOneClick;
  private final ClickIdsInPath inPath;

  AnyClickIds(Config config) {
    ClickIds registry = new ClickIds(config);
    this.names = new HashSet<>(registry.names());
    names.addAll(config.value(EventSettings.AD_CLICK_ID_PARAMETERS));
    this.inText = new ClickIdsInText(names, Set.of());
    this.ofOneClick = ClickIdsInText.ofOneClick(names, Set.of(), registry);
    this.inPath = new ClickIdsInPath(names, inText);
  }

  /** The text without them; empty where nothing stays, or nothing that is safe to keep. */
  Optional<String> without(String text) {
    return inText.without(text);
  }

  /** The URL, an app's included, up to its query and without them. */
  Optional<String> withoutInUrl(String url) {
    return WebUrl.parse(url)
        .map(inPath::without)
        .map(WebUrl::withoutQuery)
        .or(() -> inText.without(url.split("[?#]", 2)[0]));
  }

  /** The values that a text names as the id of one click, in whatever form. */
  Stream<String> values(String text) {
    return ofOneClick.values(text);
  }
}

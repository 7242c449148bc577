package dev.tributary.core.admission;

import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Takes click ids out of a URL's path, where they stand as a segment's parameters or as segments:
 * of {@code /p;gclid=a;b=2/x} stays {@code /p;b=2/x}, of {@code /gclid/a/x} stays {@code /x}.
 */
final class ClickIdsInPath {

  private final Set<String> names;
  private final ClickIdsInText inText;

  /**
   * @param names of the parameters, in lower case
   */
  ClickIdsInPath(Set<String> names, ClickIdsInText inText) {
    this.names = names;
    this.inText = inText;
  }

  /** The URL without them; what else its path says stays. */
  WebUrl without(WebUrl url) {
    List<String> kept = new ArrayList<>();
    boolean valueOfOne = false;
    for (String segment : url.path().substring(1).split("/", -1)) {
      boolean name = named(segment);
      if (!name && !valueOfOne) {
        withoutParameters(segment).ifPresent(kept::add);
      }
      // Between a name and its value may be more slashes than one.
      valueOfOne = name || (valueOfOne && segment.isEmpty());
    }
    return url.withPath("/" + withoutSegments(kept));
  }

  /** Those within segments, whose slashes are encoded, and of {@code /last_gclid/id} the id. */
  private String withoutSegments(List<String> segments) {
    return inText
        .without(String.join("/", segments))
        .or(() -> inText.without(String.join("/", withoutValues(segments))))
        .orElse("");
  }

  private List<String> withoutValues(List<String> segments) {
    List<String> kept = new ArrayList<>();
    for (String segment : segments) {
      boolean value = !kept.isEmpty() && inText.shows(kept.get(kept.size() - 1) + "/" + segment);
      if (!value) {
        kept.add(segment);
      }
    }
    return kept;
  }

  private Optional<String> withoutParameters(String segment) {
    List<String> kept = new ArrayList<>();
    for (String parameter : segment.split(";", -1)) {
      if (!named(parameter.split("[=:]", 2)[0])) {
        inText.without(parameter).ifPresent(kept::add);
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(";", kept));
  }

  private boolean named(String encoded) {
    return names.contains(QueryParameters.decoded(encoded).strip().toLowerCase(Locale.ROOT));
  }
}

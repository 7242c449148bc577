package dev.tributary.core.classify;

import dev.tributary.core.event.FieldText;
import dev.tributary.core.url.QueryParameters.Parameter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Parameters of a URL's query and fragment: names in any case, the first value that is not blank
 * wins, and the query wins over the fragment.
 */
final class QueryParameters {

  private final Map<String, String> values = new HashMap<>();

  private QueryParameters() {}

  static QueryParameters of(LooseUrl url) {
    QueryParameters parameters = new QueryParameters();
    parameters.add(url.query());
    // Single-page sites write #/path?name=value, others #name=value.
    parameters.add(url.fragment().substring(url.fragment().indexOf('?') + 1));
    return parameters;
  }

  /** The value of a name in lower case, decoded and trimmed, or null where there is none. */
  String value(String name) {
    return values.get(name);
  }

  private void add(String query) {
    for (Parameter parameter : dev.tributary.core.url.QueryParameters.of(query).each()) {
      String value = FieldText.trimmed(parameter.value());
      if (!value.isEmpty()) {
        String name = unescaped(FieldText.trimmed(parameter.name()));
        values.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
      }
    }
  }

  /**
   * A link copied out of HTML source separates by an escaped ampersand, which leaves amp; behind.
   */
  private static String unescaped(String name) {
    return name.startsWith("amp;") ? name.substring(4) : name;
  }
}

package dev.tributary.core.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of a query in order, decoded as browsers decode a form's: plus is a space, broken
 * escapes stand for themselves.
 */
public record QueryParameters(List<Parameter> each) {

  /** One parameter; {@code raw} is the text as it stands in the query. */
  public record Parameter(String name, String value, String raw) {}

  /** The parameters of an encoded query; none for null. */
  public static QueryParameters of(String query) {
    List<Parameter> each = new ArrayList<>();
    if (query != null) {
      for (String raw : query.split("&", -1)) {
        if (!raw.isEmpty()) {
          each.add(parameter(raw));
        }
      }
    }
    return new QueryParameters(List.copyOf(each));
  }

  /** The values under that name, whose case is ignored. */
  public Stream<String> all(String name) {
    return each.stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase(name))
        .map(Parameter::value);
  }

  private static Parameter parameter(String raw) {
    int equals = raw.indexOf('=');
    String name = equals < 0 ? raw : raw.substring(0, equals);
    String value = equals < 0 ? "" : raw.substring(equals + 1);
    return new Parameter(decoded(name), decoded(value), raw);
  }

  /** A name or value as it stands in a query, decoded as a form's. */
  public static String decoded(String text) {
    return new String(PercentEncoding.decode(text.replace('+', ' ')), UTF_8);
  }
}

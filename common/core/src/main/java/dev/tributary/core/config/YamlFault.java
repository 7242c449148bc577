package dev.tributary.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with a YAML text and where, in one line. */
public final class YamlFault {

  private static final Pattern PLACE =
      Pattern.compile("(?m)^ in .*, (line [0-9]+, column [0-9]+):$");

  private YamlFault() {}

  /** For people: {@code line 4, column 4: mapping values are not allowed here}. */
  public static String text(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    return place(message)
        .or(() -> Optional.ofNullable(failure.getLocation()).map(YamlFault::place))
        .map(place -> place + ": " + problem(message))
        .orElseGet(() -> problem(message));
  }

  /** The location of the failure is that of what was read well before it. */
  private static Optional<String> place(String message) {
    return PLACE
        .matcher(message)
        .results()
        .reduce((first, last) -> last)
        .map(found -> found.group(1));
  }

  private static String place(JsonLocation at) {
    return "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The parser says what it was about to read, then what hindered it, each with an excerpt. */
  private static String problem(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce((first, last) -> last)
        .orElse("unreadable");
  }
}

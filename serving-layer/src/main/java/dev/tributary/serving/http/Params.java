package dev.tributary.serving.http;

import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Distance;
import dev.tributary.core.event.EventTimes;
import dev.tributary.core.money.Currencies;
import dev.tributary.serving.figures.Dimension;
import dev.tributary.serving.http.Faults.BadRequest;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads and bounds what a request asks for. */
final class Params {

  /** Ten years: more is a slip of the hand. */
  private static final long MOST_DAYS = 3_660;

  private static final int LONGEST_TYPE = 64;

  private final Context context;

  Params(Context context) {
    this.context = context;
  }

  /** Both ends included. */
  record Range(LocalDate from, LocalDate to) {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** {@code from} and {@code to}; without them the 28 days up to {@code today}. */
  Range range(LocalDate today) {
    LocalDate to = day("to", today);
    LocalDate from = day("from", to.minusDays(27));
    if (from.isAfter(to)) {
      throw new BadRequest(
          "The range is empty: from=" + from + " lies after to=" + to + ". Exchange the two.");
    }
    if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      throw new BadRequest(
          "The range " + from + " to " + to + " is longer than ten years. Ask for less at once.");
    }
    return new Range(from, to);
  }

  /** A day parameter. */
  LocalDate day(String name, LocalDate fallback) {
    String text = context.queryParam(name);
    if (text == null || text.isBlank()) {
      return fallback;
    }
    return EventTimes.dayOf(text)
        .orElseThrow(
            () ->
                new BadRequest(
                    "The parameter "
                        + name
                        + " is '"
                        + shown(text)
                        + "', which is no day of the years 1 to 9999, such as 2026-11-08."));
  }

  /** {@code model}; {@code fallback} where it is not given. */
  RuleModel model(RuleModel fallback) {
    String text = context.queryParam("model");
    if (text == null || text.isBlank()) {
      return fallback;
    }
    List<String> names = Arrays.stream(RuleModel.values()).map(RuleModel::wire).toList();
    return RuleModel.ofWire(text).orElseThrow(() -> unknown("model", text, names));
  }

  /** {@code conversion_type}; null for all of them. */
  String conversionType() {
    String text = context.queryParam("conversion_type");
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > LONGEST_TYPE) {
      throw new BadRequest(
          "The parameter conversion_type has more than "
              + LONGEST_TYPE
              + " characters, which no conversion type has.");
    }
    return text.strip();
  }

  /** {@code currency} in any case. */
  String currency(String fallback) {
    String text = context.queryParam("currency");
    if (text == null || text.isBlank()) {
      return fallback;
    }
    return Currencies.code(text.strip())
        .orElseThrow(
            () ->
                new BadRequest(
                    "The parameter currency is '"
                        + shown(text)
                        + "', which is no currency of ISO 4217. Write three letters such as EUR."));
  }

  /** {@code by}: any dimensions, comma-separated. */
  List<Dimension> by(List<Dimension> fallback) {
    return by(fallback, List.of(Dimension.values()));
  }

  /** {@code by}: dimensions of those that can be asked for, comma-separated. */
  List<Dimension> by(List<Dimension> fallback, List<Dimension> choice) {
    String text = context.queryParam("by");
    if (text == null || text.isBlank()) {
      return fallback;
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (String name : text.split(",", Dimension.values().length + 1)) {
      Dimension dimension =
          Dimension.ofWire(name.trim())
              .filter(choice::contains)
              .orElseThrow(
                  () -> unknown("dimension", name, choice.stream().map(Dimension::wire).toList()));
      if (!dimensions.contains(dimension)) {
        dimensions.add(dimension);
      }
    }
    return dimensions;
  }

  private static BadRequest unknown(String what, String text, List<String> known) {
    String given = shown(text);
    return new BadRequest(
        "There is no "
            + what
            + " '"
            + given
            + "'"
            + Distance.hint(given, known)
            + ". There are "
            + String.join(", ", known)
            + ".");
  }

  /** At most forty characters of what was sent, so that an answer can't be made long. */
  static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}

package dev.tributary.cli.command;

import dev.tributary.core.classify.RuleChange;
import dev.tributary.serving.rules.Rehearsal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said beside the rows of a rehearsal, so that no row is not taken for no effect. */
final class RuleWords {

  /** Of stretches without events; whoever asks for more has asked for another time altogether. */
  private static final int MOST_STRETCHES = 5;

  private RuleWords() {}

  /** Sentences on a rehearsal of these days, under one model or all where it is null. */
  static List<String> of(
      RuleChange change, Rehearsal rehearsal, LocalDate from, LocalDate to, String model) {
    List<String> words = new ArrayList<>();
    if (rehearsal.days().isEmpty()) {
      words.add("there are no events from " + from + " to " + to + ", so nothing can move");
    } else {
      List<String> empty = rehearsal.emptyDays(from, to);
      if (!empty.isEmpty()) {
        words.add("there are no events on " + listed(empty));
      }
      moved(change, rehearsal, from, to, model).ifPresent(words::add);
    }
    words.addAll(rehearsal.notes().values());
    words.addAll(warnings(change.cautions()));
    return words;
  }

  static List<String> warnings(List<String> cautions) {
    return cautions.stream().map(caution -> "warning: " + caution).toList();
  }

  private static Optional<String> moved(
      RuleChange change, Rehearsal rehearsal, LocalDate from, LocalDate to, String model) {
    String days = " from " + from + " to " + to;
    if (change.effectiveFrom() != null && change.effectiveFrom().isAfter(to)) {
      return Optional.of(
          "nothing moves"
              + days
              + ": no event of them is of "
              + change.effectiveFrom()
              + " or later");
    }
    if (rehearsal.moves().isEmpty()) {
      return Optional.of("nothing moves" + days);
    }
    return rehearsal.moves().stream().anyMatch(move -> move.model() != null)
        ? Optional.empty()
        : Optional.of(
            "no credit of orders" + days + " moves" + (model == null ? "" : " under " + model));
  }

  private static String listed(List<String> stretches) {
    int more = stretches.size() - MOST_STRETCHES;
    String some =
        String.join(", ", stretches.subList(0, Math.min(stretches.size(), MOST_STRETCHES)));
    return more > 0 ? some + " and " + more + " more stretches of days" : some;
  }
}

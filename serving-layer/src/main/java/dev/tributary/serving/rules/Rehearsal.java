package dev.tributary.serving.rules;

import dev.tributary.core.journey.ChannelMoves.Move;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a change of the channel rules would do to some days.
 *
 * @param days those of them that have any event, of whatever kind
 * @param notes by model: a sentence on what its figures are, where that needs one
 */
public record Rehearsal(List<Move> moves, SortedSet<LocalDate> days, Map<String, String> notes) {

  /** Of the credit only what moves under one model. */
  public Rehearsal ofModel(String model) {
    return new Rehearsal(
        moves.stream().filter(move -> move.model() == null || move.model().equals(model)).toList(),
        days,
        notes.containsKey(model) ? Map.of(model, notes.get(model)) : Map.of());
  }

  /** Stretches of days without an event, for people: {@code 2026-03-05 to 2026-03-09}. */
  public List<String> emptyDays(LocalDate from, LocalDate to) {
    List<String> stretches = new ArrayList<>();
    LocalDate next = from;
    for (LocalDate day : days) {
      add(stretches, next, day.minusDays(1));
      next = day.plusDays(1);
    }
    add(stretches, next, to);
    return stretches;
  }

  private static void add(List<String> stretches, LocalDate first, LocalDate last) {
    if (!last.isBefore(first)) {
      stretches.add(first.equals(last) ? first.toString() : first + " to " + last);
    }
  }
}

package dev.tributary.core.attribution.comparison;

import java.util.List;

/**
 * What one model gives.
 *
 * @param lines a line a channel, channels in alphabetical order
 * @param notes sentences for the reader: what was grouped, why there is no credit
 */
public record ModelAnswer(List<CreditLine> lines, List<String> notes) {

  public ModelAnswer {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }
}

package dev.tributary.batch.fit;

import java.time.LocalDate;
import java.util.List;

/**
 * What a fit is asked for.
 *
 * @param from first day of the window
 * @param to last day, included
 * @param models for example {@code markov_1}; each is fitted and kept by itself
 */
public record FitRequest(LocalDate from, LocalDate to, List<String> models) {

  public FitRequest {
    models = List.copyOf(models);
  }
}

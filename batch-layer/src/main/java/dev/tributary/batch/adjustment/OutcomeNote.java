package dev.tributary.batch.adjustment;

import dev.tributary.core.adjustment.Outcome;
import java.util.Locale;
import java.util.Optional;

/** What a run tells of the adjustments with one outcome. */
final class OutcomeNote {

  private OutcomeNote() {}

  /** A sentence where their sender would not expect it; empty where they count as sent. */
  static Optional<String> of(String outcome, long count) {
    String these = count + (count == 1 ? " adjustment (" : " adjustments (") + outcome + ")";
    return switch (Outcome.valueOf(outcome.toUpperCase(Locale.ROOT))) {
      case POSTED, NO_CHANGE -> Optional.empty();
      case BEFORE_ORDER ->
          Optional.of(
              these
                  + (count == 1
                      ? " is dated before its order: it counts in full, from the moment of its"
                          + " order on."
                      : " are dated before their orders: they count in full, from the moment of"
                          + " their orders on."));
      case OVER_REFUND, OTHER_CURRENCY, UNFIT_AMOUNT, UNKNOWN_ORDER ->
          Optional.of(these + " did not count as sent; the table adjustments says why.");
    };
  }
}

package dev.tributary.core.money;

import java.time.LocalDate;

/** No rate is known for a day: nothing is converted, least of all at 1.0. */
public final class MissingRateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingRateException(LocalDate day, String from, String to) {
    super(
        "There is no exchange rate from "
            + from
            + " to "
            + to
            + " for "
            + day
            + ", nor for the "
            + Rates.OLDEST_DAYS
            + " days before it. Import one with 'tributary import FILE --as fx-csv', or ask for"
            + " each currency on its own.");
  }
}

package dev.tributary.core.imports;

import dev.tributary.core.imports.MoneyTable.BadCell;
import dev.tributary.core.money.Currencies;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the cells that tables of spend and of rates have in common. */
final class MoneyCells {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
  private static final int SHOWN = 40;

  private MoneyCells() {}

  static LocalDate day(TableColumns columns, List<String> row) throws BadCell {
    String text = columns.cell(row, "day");
    try {
      if (text != null) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      throw new BadCell(
          "invalid_day", "has the day " + shown(text) + ". Write days as 2026-11-08.");
    }
    throw new BadCell("invalid_day", "names no day. Write days as 2026-11-08.");
  }

  /** An ISO 4217 code in any case. */
  static String currency(TableColumns columns, List<String> row, String name, String fallback)
      throws BadCell {
    String text = columns.cell(row, name) == null ? fallback : columns.cell(row, name);
    return Currencies.code(text)
        .orElseThrow(
            () ->
                new BadCell(
                    "unknown_currency",
                    "has the "
                        + name
                        + " "
                        + shown(text)
                        + ", which is no currency of ISO 4217. Write three letters such as EUR."));
  }

  /**
   * A decimal number without a sign.
   *
   * @param least which numbers the caller takes, for the remedy: {@code zero or more}
   */
  static BigDecimal decimal(
      TableColumns columns, List<String> row, String name, String reason, String least)
      throws BadCell {
    String text = columns.cell(row, name);
    if (text == null || !DECIMAL.matcher(text).matches()) {
      throw new BadCell(
          reason,
          (text == null ? "names no " + name : "has the " + name + " " + shown(text))
              + ". Write a number of "
              + least
              + " such as 12.50, without signs or separators of thousands.");
    }
    return new BigDecimal(text);
  }

  static String shown(String text) {
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "'";
  }
}

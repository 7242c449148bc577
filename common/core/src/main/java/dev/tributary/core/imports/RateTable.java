package dev.tributary.core.imports;

import dev.tributary.core.imports.MoneyTable.BadCell;
import dev.tributary.core.money.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Reads daily exchange rates: the columns {@code day}, {@code quote}, {@code rate} and if given
 * {@code base}, in any order; {@code date} and {@code currency} (for quote) are understood too. One
 * unit of the base is worth {@code rate} units of the quote, as central banks publish it.
 */
public final class RateTable implements MoneyTable.Kind<Rate> {

  /** Of what a table of rates keeps. */
  private static final int DECIMALS = 12;

  private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000_000_000L);

  private final String base;

  private RateTable(String base) {
    this.base = base;
  }

  /**
   * Reads to the end; closes nothing. The stream should be buffered.
   *
   * @param base of rows that name none
   * @throws TableException when the header lacks a column
   * @throws IOException when the stream fails
   */
  public static MoneyTable<Rate> read(InputStream in, String base) throws IOException {
    return MoneyTable.read(in, new RateTable(base));
  }

  @Override
  public TableColumns columns(List<String> header) {
    TableColumns columns = TableColumns.of(header, "day|date", "base", "quote|currency", "rate");
    for (String name : List.of("day", "quote", "rate")) {
      columns.require(name, "day,base,quote,rate");
    }
    return columns;
  }

  @Override
  public Rate row(TableColumns columns, List<String> cells) throws BadCell {
    String from = MoneyCells.currency(columns, cells, "base", base);
    String quote = columns.cell(cells, "quote");
    String to = MoneyCells.currency(columns, cells, "quote", quote == null ? "" : quote);
    if (from.equals(to)) {
      throw new BadCell(
          "same_currency", "has " + from + " twice. A rate is between two currencies.");
    }
    BigDecimal rate = MoneyCells.decimal(columns, cells, "rate", "invalid_rate", "more than zero");
    if (rate.signum() == 0
        || rate.compareTo(LIMIT) >= 0
        || rate.stripTrailingZeros().scale() > DECIMALS) {
      throw new BadCell(
          "invalid_rate",
          "has the rate "
              + MoneyCells.shown(rate.toPlainString())
              + ". A rate is above zero, below "
              + LIMIT
              + " and has at most "
              + DECIMALS
              + " decimals.");
    }
    return new Rate(MoneyCells.day(columns, cells), from, to, rate);
  }

  @Override
  public Object key(Rate row) {
    return Arrays.asList(row.day(), row.base(), row.quote());
  }

  @Override
  public String keyName() {
    return "day and currencies";
  }
}

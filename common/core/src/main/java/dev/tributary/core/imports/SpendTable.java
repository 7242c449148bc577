package dev.tributary.core.imports;

import dev.tributary.core.imports.MoneyTable.BadCell;
import dev.tributary.core.money.Money;
import dev.tributary.core.money.Spend;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads what campaigns cost: the columns {@code day}, {@code source}, {@code cost} and if given
 * {@code campaign} and {@code currency}, in any order; {@code date}, {@code spend} and {@code
 * amount} are understood too. A row is one day, source and campaign.
 */
public final class SpendTable implements MoneyTable.Kind<Spend> {

  private static final int LONGEST_NAME = 256;

  private final String currency;

  private SpendTable(String currency) {
    this.currency = currency;
  }

  /**
   * Reads to the end; closes nothing. The stream should be buffered.
   *
   * @param currency of rows that name none
   * @throws TableException when the header lacks a column
   * @throws IOException when the stream fails
   */
  public static MoneyTable<Spend> read(InputStream in, String currency) throws IOException {
    return MoneyTable.read(in, new SpendTable(currency));
  }

  @Override
  public TableColumns columns(List<String> header) {
    TableColumns columns =
        TableColumns.of(header, "day|date", "source", "campaign", "cost|spend|amount", "currency");
    for (String name : List.of("day", "source", "cost")) {
      columns.require(name, "day,source,campaign,cost,currency");
    }
    return columns;
  }

  @Override
  public Spend row(TableColumns columns, List<String> cells) throws BadCell {
    String source = columns.cell(cells, "source");
    if (source == null) {
      throw new BadCell(
          "missing_source", "names no source. Write it as touches have it, for example google.");
    }
    String campaign = columns.cell(cells, "campaign");
    for (String name : Arrays.asList(source, campaign)) {
      if (name != null && name.codePointCount(0, name.length()) > LONGEST_NAME) {
        throw new BadCell(
            "too_long",
            "has a name of more than " + LONGEST_NAME + " characters, which no touch has.");
      }
    }
    String code = MoneyCells.currency(columns, cells, "currency", currency);
    return new Spend(
        MoneyCells.day(columns, cells),
        source.toLowerCase(Locale.ROOT),
        campaign,
        cost(MoneyCells.decimal(columns, cells, "cost", "invalid_cost", "zero or more"), code));
  }

  private static Money cost(BigDecimal amount, String currency) throws BadCell {
    if (Money.surplusDecimals(amount.stripTrailingZeros(), currency) > 0) {
      throw new BadCell(
          "too_many_decimals",
          "has a cost of more decimals than "
              + currency
              + " has. Round it to the currency's smallest unit.");
    }
    if (!Money.fits(amount, currency)) {
      throw new BadCell(
          "cost_too_large", "has a cost that no campaign has. Check the unit of the column.");
    }
    return Money.of(amount, currency);
  }

  @Override
  public Object key(Spend row) {
    return Arrays.asList(row.day(), row.source(), row.campaign());
  }

  @Override
  public String keyName() {
    return "day, source and campaign";
  }
}

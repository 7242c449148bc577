package dev.tributary.serving.figures;

import dev.tributary.core.config.Config;
import dev.tributary.core.money.Money;
import dev.tributary.core.money.Rate;
import dev.tributary.core.money.Rates;
import dev.tributary.core.money.Spend;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.TableVersion;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Spend and exchange rates as the tables say, read again when those have a new version. */
public final class MoneyTables {

  private static final String SPEND =
      "SELECT day, source, campaign, cost_minor, currency FROM spend";
  private static final String RATES = "SELECT day, base, quote, rate FROM fx_rates";

  private final Path lake;
  private final Config config;
  private OptionalLong spendVersion = OptionalLong.empty();
  private OptionalLong ratesVersion = OptionalLong.empty();
  private List<Spend> spend = List.of();
  private Rates rates = Rates.of(List.of());

  /** The tables in that folder. */
  public MoneyTables(Path lake, Config config) {
    this.lake = lake;
    this.config = config;
  }

  /** What campaigns cost, all days. */
  public synchronized List<Spend> spend() {
    OptionalLong newest = TableVersion.newest(lake, "spend");
    if (!newest.equals(spendVersion)) {
      spend =
          read(
              SPEND,
              row ->
                  new Spend(
                      (LocalDate) row[0],
                      (String) row[1],
                      (String) row[2],
                      new Money((Long) row[3], (String) row[4])));
      spendVersion = newest;
    }
    return spend;
  }

  /** All exchange rates. */
  public synchronized Rates rates() {
    OptionalLong newest = TableVersion.newest(lake, "fx_rates");
    if (!newest.equals(ratesVersion)) {
      rates =
          Rates.of(
              read(
                  RATES,
                  row ->
                      new Rate(
                          (LocalDate) row[0],
                          (String) row[1],
                          (String) row[2],
                          (BigDecimal) row[3])));
      ratesVersion = newest;
    }
    return rates;
  }

  private <T> List<T> read(String sql, Function<Object[], T> each) {
    try (LakeQuery query = LakeQuery.openFor(sql, lake, config);
        QueryResult rows = query.ask(sql)) {
      return rows.all().stream().map(each).toList();
    }
  }
}

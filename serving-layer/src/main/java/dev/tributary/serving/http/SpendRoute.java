package dev.tributary.serving.http;

import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.money.Quotation;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.MergedView;
import dev.tributary.serving.figures.Dimension;
import dev.tributary.serving.figures.MoneyTables;
import dev.tributary.serving.figures.ServedFigures;
import dev.tributary.serving.figures.SpendReport;
import dev.tributary.serving.http.Params.Range;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer of /v1/roas. */
final class SpendRoute {

  private final Config config;
  private final ServedFigures figures;
  private final MoneyTables money;
  private final InstantSource clock;

  SpendRoute(Config config, ServedFigures figures, MoneyTables money, InstantSource clock) {
    this.config = config;
    this.figures = figures;
    this.money = money;
    this.clock = clock;
  }

  void answer(Context context) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    Params params = new Params(context);
    Range range = params.range(clock.instant().atZone(zone).toLocalDate());
    String model = params.model(RuleModel.LAST_NON_DIRECT).wire();
    String type = params.conversionType();
    String currency = params.currency(config.value(ReportingSettings.CURRENCY));
    List<Dimension> by =
        params.by(List.of(Dimension.SOURCE, Dimension.CAMPAIGN), SpendReport.DIMENSIONS);
    MergedView view = figures.view();
    List<Cell> cells =
        view.cells().stream()
            .filter(cell -> cell.model().equals(model) && range.has(cell.day()))
            .filter(cell -> type == null || type.equals(cell.conversionType()))
            .toList();
    SpendReport report =
        SpendReport.of(
            cells,
            money.spend().stream().filter(one -> range.has(one.day())).toList(),
            view.boundary().firstProvisionalDay(zone),
            money.rates(),
            currency,
            by);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", range.from());
    answer.put("to", range.to());
    answer.put("model", model);
    answer.put("by", by.stream().map(Dimension::wire).toList());
    answer.put("conversion_type", type);
    answer.put("currency", currency);
    answer.put("rows", report.lines().stream().map(line -> row(line, by)).toList());
    answer.put("totals", report.totals().stream().map(line -> row(line, List.of())).toList());
    answer.put("rates", rates(report.quotations()));
    Json.answer(context, answer);
  }

  private static Map<String, Object> row(SpendReport.Line line, List<Dimension> by) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      row.put(by.get(i).wire(), line.values().get(i));
    }
    row.put("status", line.status());
    row.put("spend_minor", line.sums().spend().minor());
    row.put("revenue_minor", line.sums().revenue().minor());
    row.put("credit_micros", line.sums().conversionMicros());
    row.put("roas", line.sums().roas().orElse(null));
    row.put("cac_minor", line.sums().cacMinor().orElse(null));
    row.put("currency", line.sums().currency());
    return row;
  }

  /** The rates behind converted figures, those of other days marked. */
  static List<Map<String, Object>> rates(List<Quotation> quotations) {
    return quotations.stream()
        .map(
            quotation -> {
              Map<String, Object> rate = new LinkedHashMap<>();
              rate.put("from", quotation.from());
              rate.put("to", quotation.to());
              rate.put("day", quotation.day());
              rate.put("rate_day", quotation.rateDay());
              rate.put("own_day", quotation.ownDay());
              rate.put("rate", quotation.rate());
              return rate;
            })
        .toList();
  }
}

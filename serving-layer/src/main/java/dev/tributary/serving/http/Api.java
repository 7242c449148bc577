package dev.tributary.serving.http;

import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.money.Conversion;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.MergedView;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.figures.Breakdown;
import dev.tributary.serving.figures.Dimension;
import dev.tributary.serving.figures.MoneyTables;
import dev.tributary.serving.figures.ServedFigures;
import dev.tributary.serving.http.Faults.BadRequest;
import dev.tributary.serving.http.Params.Range;
import dev.tributary.serving.reconcile.Reconciler;
import dev.tributary.serving.reconcile.Reconciler.By;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The questions of /v1; openapi.json describes them. */
final class Api {

  private static final int LONGEST_ORDER_ID = 128;

  private final Config config;
  private final ServedFigures figures;
  private final Freshness freshness;
  private final OrderExplainer explainer;
  private final Reconciler reconciler;
  private final Quality quality;
  private final MoneyTables money;
  private final InstantSource clock;

  Api(
      Config config,
      ServedFigures figures,
      Freshness freshness,
      OrderExplainer explainer,
      Reconciler reconciler,
      Quality quality,
      MoneyTables money,
      InstantSource clock) {
    this.config = config;
    this.figures = figures;
    this.freshness = freshness;
    this.explainer = explainer;
    this.reconciler = reconciler;
    this.quality = quality;
    this.money = money;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/attribution", this::attribution);
    routes.get("/v1/roas", new SpendRoute(config, figures, money, clock)::answer);
    routes.get("/v1/models", this::models);
    routes.get("/v1/conversions/{order_id}/explain", this::explain);
    routes.get("/v1/reconciliation", this::reconciliation);
    routes.get("/v1/freshness", context -> Json.answer(context, freshness.answer()));
    routes.get("/v1/quality", context -> Json.answer(context, quality.answer()));
  }

  private void attribution(Context context) {
    Params params = new Params(context);
    Range range = params.range(today());
    String model = params.model(RuleModel.LAST_NON_DIRECT).wire();
    List<Dimension> by = params.by(List.of(Dimension.CHANNEL));
    String type = params.conversionType();
    String currency = params.currency(null);
    MergedView view = figures.view();
    List<Cell> cells =
        view.cells().stream()
            .filter(cell -> cell.model().equals(model) && range.has(cell.day()))
            .filter(cell -> type == null || type.equals(cell.conversionType()))
            .toList();
    Optional<Conversion> conversion =
        Optional.ofNullable(currency).map(one -> new Conversion(one, money.rates()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", range.from());
    answer.put("to", range.to());
    answer.put("model", model);
    answer.put("by", by.stream().map(Dimension::wire).toList());
    answer.put("conversion_type", type);
    answer.put("boundary", view.boundary().instant());
    answer.put("publication_id", figures.note().publicationId());
    answer.put(
        "rows", Breakdown.of(cells, by, conversion).stream().map(line -> row(line, by)).toList());
    answer.put(
        "totals",
        Breakdown.of(cells, List.of(), conversion).stream()
            .map(line -> row(line, List.of()))
            .toList());
    conversion.ifPresent(one -> answer.put("rates", SpendRoute.rates(one.quotations())));
    Json.answer(context, answer);
  }

  private static Map<String, Object> row(Breakdown.Line line, List<Dimension> by) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      row.put(by.get(i).wire(), line.values().get(i));
    }
    row.put("status", line.status());
    row.put("credit_micros", line.creditMicros());
    row.put("low_micros", line.lowMicros());
    row.put("high_micros", line.highMicros());
    row.put("revenue_minor", line.revenueMinor());
    row.put("currency", line.currency());
    row.put("as_of", line.asOf());
    row.put("publication_id", line.publicationId());
    return row;
  }

  private void models(Context context) {
    Json.answer(
        context, Map.of("models", Arrays.stream(RuleModel.values()).map(RuleModel::wire).toList()));
  }

  private void explain(Context context) {
    String orderId = context.pathParam("order_id");
    if (orderId.codePointCount(0, orderId.length()) > LONGEST_ORDER_ID) {
      throw new BadRequest(
          "The order id has more than " + LONGEST_ORDER_ID + " characters, which no order has.");
    }
    Json.answer(context, Map.of("explanations", explainer.explain(orderId)));
  }

  private void reconciliation(Context context) {
    LocalDate yesterday = today().minusDays(1);
    LocalDate day = new Params(context).day("date", yesterday);
    String by = context.queryParam("by") == null ? "channel" : context.queryParam("by");
    By group =
        Arrays.stream(By.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(by))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadRequest(
                        "There is no breakdown '"
                            + Params.shown(by)
                            + "'. There are channel, source, medium and campaign."));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("date", day);
    answer.put("by", by);
    answer.put("rows", reconciler.reconcile(day, group));
    Json.answer(context, answer);
  }

  private LocalDate today() {
    return clock.instant().atZone(config.value(ReportingSettings.TIME_ZONE)).toLocalDate();
  }
}

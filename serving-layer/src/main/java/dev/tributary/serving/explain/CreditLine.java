package dev.tributary.serving.explain;

import dev.tributary.core.view.CreditRow;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Credit of one touch under one model, as one of the layers says. */
record CreditLine(
    String model,
    int position,
    Instant touchAt,
    String kind,
    String channel,
    String source,
    String medium,
    String campaign,
    String clickId,
    long micros,
    long revenueMinor) {

  private static final String COLUMNS =
      "model, position, touch_at, touch_kind, channel, source, medium, campaign, click_id,"
          + " credit_micros, revenue_minor";

  static CreditLine of(CreditRow row) {
    return new CreditLine(
        row.model(),
        row.position(),
        row.touchAt(),
        row.touchKind(),
        row.channel(),
        row.source(),
        row.medium(),
        row.campaign(),
        row.clickId(),
        row.creditMicros(),
        row.revenueMinor());
  }

  /** What is published for an order. */
  static List<CreditLine> published(LakeQuery lake, String orderId, String conversionType) {
    return read(
        lake,
        "SELECT "
            + COLUMNS
            + " FROM credits_final WHERE order_id = ? AND conversion_type = ?"
            + " AND adjustment_key IS NULL",
        orderId,
        conversionType);
  }

  /** What the speed layer last said of a conversion. */
  static List<CreditLine> provisional(LakeQuery lake, String conversionKey) {
    return read(
        lake,
        "SELECT " + COLUMNS + " FROM snapshot.last_provisional WHERE conversion_key = ?",
        conversionKey);
  }

  private static List<CreditLine> read(LakeQuery lake, String sql, Object... parameters) {
    List<CreditLine> lines = new ArrayList<>();
    try (QueryResult rows = lake.ask(sql, parameters)) {
      for (Object[] row : rows.all()) {
        lines.add(
            new CreditLine(
                (String) row[0],
                Math.toIntExact((Long) row[1]),
                (Instant) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (Long) row[9],
                (Long) row[10]));
      }
    }
    return lines;
  }
}

package dev.tributary.serving.explain;

import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.AdjustmentRows;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.explain.OrderExplanation.Adjustment;
import dev.tributary.serving.explain.OrderExplanation.Move;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.StoredEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What refunds, cancellations and changes did to an order, by core's word and as published. */
final class OrderAdjustments {

  private final ZoneId zone;
  private final Enricher enricher;

  OrderAdjustments(ZoneId zone, Enricher enricher) {
    this.zone = zone;
    this.enricher = enricher;
  }

  /**
   * One entry an adjustment, as they take effect; none where there is none.
   *
   * @param credit of the order by today's events; empty where it earns none
   */
  List<Adjustment> of(
      LakeQuery query,
      PublicationNote note,
      TimelineEvent conversion,
      Optional<AttributedConversion> credit) {
    List<CreditRow> original =
        credit.map(one -> new Credits(zone).published(one, null, null)).orElse(List.of());
    List<Adjustment> adjustments = new ArrayList<>();
    for (Posting posting : AdjustmentRows.postings(original, events(query, conversion))) {
      LocalDate day = posting.at().atZone(zone).toLocalDate();
      List<Move> settled = settled(query, posting.adjustment().key());
      adjustments.add(
          new Adjustment(
              posting.adjustment().key(),
              posting.adjustment().adjustmentKind(),
              posting.adjustment().occurredAt(),
              day,
              status(note, day, query, posting),
              posting.beforeMinor(),
              posting.afterMinor(),
              posting.outcome().wire(),
              posting.sentence(),
              settled.isEmpty() ? moves(original, posting) : settled));
    }
    return adjustments;
  }

  private String status(PublicationNote note, LocalDate day, LakeQuery query, Posting posting) {
    if (!note.days().containsKey(day)) {
      return "provisional";
    }
    String sql = "SELECT count(*) FROM adjustments WHERE key = ? AND outcome <> 'unknown_order'";
    try (QueryResult rows = query.ask(sql, posting.adjustment().key())) {
      return (Long) rows.next().orElseThrow()[0] == 0 ? "awaiting_restatement" : "final";
    }
  }

  private List<Move> moves(List<CreditRow> original, Posting posting) {
    return new AdjustmentRows(zone)
        .of(original, posting, null).stream()
            .map(row -> new Move(row.model(), row.position(), row.channel(), row.revenueMinor()))
            .toList();
  }

  private static List<Move> settled(LakeQuery query, String key) {
    List<Move> moves = new ArrayList<>();
    String sql =
        "SELECT model, position, channel, revenue_minor FROM credits_final"
            + " WHERE adjustment_key = ? ORDER BY model, position";
    try (QueryResult rows = query.ask(sql, key)) {
      for (Object[] row : rows.all()) {
        moves.add(
            new Move(
                (String) row[0], Math.toIntExact((Long) row[1]), (String) row[2], (Long) row[3]));
      }
    }
    return moves;
  }

  private List<TimelineEvent> events(LakeQuery query, TimelineEvent conversion) {
    String sql =
        "SELECT "
            + StoredEvent.COLUMNS
            + " FROM raw_events WHERE event_type = 'adjustment' AND order_id = ?"
            + " AND coalesce(conversion_type, ?) = ?";
    try (QueryResult rows =
        query.ask(sql, conversion.orderId(), Event.PURCHASE, conversion.conversionType())) {
      return rows.all().stream().map(row -> enricher.enrich(StoredEvent.of(row).event())).toList();
    }
  }
}

package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Link;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What events say of who is who. Only identifiers that are named together leave Spark, each
 * combination at its first and its last time.
 *
 * @param links between identifiers of one event
 */
record TimelineLinks(List<Link> links, ConsentLinks.Choices choices) {

  /**
   * All that these events say.
   *
   * @throws BatchRefusal when there are choices but no key to tell whose they are
   */
  static List<Link> of(Dataset<TimelineEvent> timeline, Optional<byte[]> pseudonymKey) {
    TimelineLinks said = said(timeline);
    List<Link> links = new ArrayList<>(said.links());
    links.addAll(ConsentLinks.between(said.choices(), timeline, pseudonymKey));
    return links;
  }

  /**
   * What events add to those known before.
   *
   * @param gained what came
   * @param timeline all events, these included
   * @throws BatchRefusal as {@link #of}
   */
  static List<Link> gained(
      Dataset<TimelineEvent> gained,
      Dataset<TimelineEvent> timeline,
      Optional<byte[]> pseudonymKey) {
    TimelineLinks said = said(gained);
    List<Link> links = new ArrayList<>(said.links());
    links.addAll(ConsentLinks.between(ConsentLinks.choices(timeline), gained, pseudonymKey));
    links.addAll(ConsentLinks.between(said.choices(), timeline, pseudonymKey));
    return links;
  }

  private static TimelineLinks said(Dataset<TimelineEvent> events) {
    Column firstPartyClick =
        when(col("clickIdType").equalTo(Identifiers.FIRST_PARTY_CLICK_ID), col("clickId"));
    Column several = number("visitorId").plus(number("userId")).plus(number("tcid")).geq(2);
    Column choice = ConsentLinks.isConsent();
    List<Row> rows =
        events
            .withColumn("tcid", firstPartyClick)
            .where(when(choice, col("visitorId").isNotNull()).otherwise(several))
            .groupBy("visitorId", "userId", "tcid", "eventType")
            .agg(
                min("occurredAt").as("first"),
                max("occurredAt").as("last"),
                min("journeyAllowed").as("always"))
            .collectAsList();
    List<Link> links = new ArrayList<>();
    Set<String> subjects = new HashSet<>();
    Set<String> withdrawn = new HashSet<>();
    for (Row row : rows) {
      if (EventType.CONSENT.wire().equals(row.getString(3))) {
        subjects.add(row.getString(0));
        if (!row.getBoolean(6)) {
          withdrawn.add(row.getString(0));
        }
      } else {
        links.addAll(links(row, row.getTimestamp(4).toInstant()));
        links.addAll(links(row, row.getTimestamp(5).toInstant()));
      }
    }
    return new TimelineLinks(links, new ConsentLinks.Choices(subjects, withdrawn));
  }

  /** What a row says, at its first or last time: any between neither adds nor takes back more. */
  private static List<Link> links(Row row, Instant at) {
    String visitor = row.getString(0);
    String user = row.getString(1);
    String click = row.getString(2);
    return EventType.UNLINK.wire().equals(row.getString(3))
        ? Link.ofUnlink(visitor, user, click, at)
        : Link.ofEvent(visitor, user, click, at);
  }

  private static Column number(String column) {
    return when(col(column).isNotNull(), lit(1)).otherwise(lit(0));
  }
}

package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.KeptRules;
import dev.tributary.core.config.RuleVersion;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationLogTest {

  @Test
  void aDataDirectoryOfAnEarlierReleaseIsListedAndRolledBack(@TempDir Path root) {
    BatchWorld world = PublishedDay.in(root);
    Dataset<Row> asItWas = world.lake.read(Table.PUBLICATIONS).drop("channel_rules");
    world
        .lake
        .spark()
        .createDataFrame(asItWas.collectAsList(), asItWas.schema())
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(world.lake.location(Table.PUBLICATIONS));
    PublicationLog log =
        new PublicationLog(TestSpark.session(), world.data, Config.defaults(), BatchWorld.MORNING);

    assertThat(log.list()).singleElement().matches(one -> one.currentDays() == 1);
    assertThat(log.rollBackTo(PublishedDay.summary().publicationId()).days()).isZero();
  }

  @Test
  void whoGoesBackBehindADeletionIsToldThatWhatWasDeletedMayBeShownAgain(@TempDir Path root) {
    BatchWorld world = PublishedDay.in(root);
    PublicationLog log =
        new PublicationLog(TestSpark.session(), world.data, Config.defaults(), BatchWorld.MORNING);
    String first = PublishedDay.summary().publicationId();
    assertThat(log.rollBackTo(first).notes()).isEmpty();

    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.RAW_EVENTS))
        .delete("event_type = 'conversion'");

    assertThat(log.rollBackTo(first).notes())
        .singleElement()
        .asString()
        .startsWith(
            "Rows were or may have been taken out of raw_events since these days were computed: orders")
        .contains("'tributary batch --restate' publishes the days without them.");
  }

  @Test
  void rollingBackShowsTheEarlierPublicationAndRunningAgainTheLater(@TempDir Path root) {
    BatchWorld world = PublishedDay.in(root);
    String first = PublishedDay.summary().publicationId();
    world.arrive(
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-2", 1_000, "2026-11-09T10:00:00Z"));
    BatchRequest twoDays = BatchRequest.days(november(8), november(9));
    BatchSummary second = world.run(twoDays.named("two-days"));
    PublicationLog log =
        new PublicationLog(TestSpark.session(), world.data, Config.defaults(), BatchWorld.MORNING);

    assertThat(log.rollBackTo(first)).isEqualTo(new Rollback(2, List.of()));

    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
    assertThat(world.cells(november(9)).isEmpty()).isTrue();
    assertThat(world.note().boundary()).isEqualTo(Boundary.after(november(8), ZoneOffset.UTC));
    assertThat(log.list())
        .extracting(Publication::publicationId, Publication::currentDays)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(first, 1L),
            org.assertj.core.groups.Tuple.tuple(second.publicationId(), 0L));
    assertThat(log.list())
        .allSatisfy(
            one -> assertThat(one.ruleVersion()).isEqualTo(RuleVersion.of(Config.defaults())));
    assertThat(new KeptRules(world.data).settings(RuleVersion.of(Config.defaults())))
        .map(settings -> RuleVersion.of(Config.load(settings, List.of())))
        .hasValue(RuleVersion.of(Config.defaults()));

    BatchSummary again = world.run(twoDays.named("two-days"));

    assertThat(again.notes())
        .containsExactly(
            "Nothing changed: the run two-days has published already.",
            "What it published, "
                + second.publicationId()
                + ", is current no more: its days were published again or rolled back since. To"
                + " publish them now, give another --run-id or leave it out.");
    assertThat(world.cells(november(9)).isEmpty()).isTrue();

    BatchSummary third = world.run(twoDays);

    assertThat(third.publicationId()).isNotEqualTo(second.publicationId());
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThat(world.micros(november(9), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThatThrownBy(() -> log.rollBackTo("pub-none"))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("There is no publication pub-none");
  }
}

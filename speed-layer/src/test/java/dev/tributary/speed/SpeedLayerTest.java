package dev.tributary.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.core.admission.RedirectClick;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.speed.stream.CreditsTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole layer on a real broker. */
class SpeedLayerTest {

  private static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");

  @TempDir Path folder;
  private DataDirectory data;
  private EmbeddedBroker broker;
  private River river;
  private Lake lake;

  @BeforeEach
  void start() {
    data = new DataDirectory(folder);
    broker = TestPlatform.broker(data.kafka());
    river = new River(broker.bootstrapServers(), Secrets.readOrMake(data.pseudonymKey()));
    lake = new Lake(TestPlatform.session(), data.lake());
  }

  @AfterEach
  void stop() {
    river.close();
    broker.close();
  }

  @Test
  void clickToProvisionalCellsAndOnThroughARestart() {
    try (SpeedLayer layer = layer()) {
      redirect("t-1", "2026-11-08T10:00:00Z");
      landing("v", "t-1", "2026-11-08T10:00:02Z");
      order("v", "o-1", "2026-11-08T11:00:00Z", "12.34");
      river.sendRaw(Topics.EVENTS, "not ours".getBytes(UTF_8), "collector_id=c9", "sequence=7");
      river.sendRaw(
          Topics.REJECTED,
          "{".getBytes(UTF_8),
          "collector_id=c1",
          "sequence=8",
          "received_at=1762603200000000",
          "reason=malformed_json",
          "problem=It ends early.",
          "remedy=Send whole JSON.",
          "size=1");
      river.flush();
      Await.caughtUp(layer);
    }

    assertThat(revisions())
        .extracting(revision -> revision.number() + " " + channels(revision))
        .endsWith("1 [Email]");
    assertThat(lake.read(Table.RAW_EVENTS).select("event_type").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("click", "page_view", "conversion");
    assertThat(rejected())
        .containsExactlyInAnyOrder("unreadable_message|not ours|c9|7", "malformed_json|{|c1|8");
    assertThat(cells("last_touch")).containsExactly("2026-11-08|Email|1000000|1234|provisional");

    revisions().forEach(river::sayAgain);
    try (SpeedLayer layer = layer()) {
      click("v", "google", "cpc", "2026-11-08T10:30:00Z");
      refund("o-1", "2026-11-08T11:30:00Z", "2.34");
      refund("o-2 of nobody", "2026-11-08T11:30:00Z", "2.34");
      river.flush();
      Await.caughtUp(layer);
    }

    List<CreditRevision> after = revisions();
    assertThat(after.get(after.size() - 1).number()).isEqualTo(2);
    assertThat(channels(after.get(after.size() - 1))).containsExactly("Email", "Paid Search");
    assertThat(lake.read(Table.RAW_EVENTS).count()).isEqualTo(6);
    assertThat(cells("last_touch"))
        .containsExactly("2026-11-08|Paid Search|1000000|1000|provisional");
    assertThat(provisionalRevisions()).containsExactly((1L << 32) + 1, (1L << 32) + 2);
  }

  @Test
  void lostCheckpointsAreBuiltAnewAndNothingCountsTwiceNorIsMissingFromAnOlderRawLog()
      throws IOException {
    int clicks = 700;
    makeTopicWithoutRoom(Topics.CREDITS);
    try (SpeedLayer layer = layer()) {
      // Credit that is larger than a topic and a producer allow unless they are told.
      for (int i = 0; i < clicks; i++) {
        click(
            "w",
            "s".repeat(256),
            "email",
            Instant.parse("2026-11-07T10:00:00Z").plusSeconds(i * 60).toString(),
            "'campaign':'%s','ad_group':'%s','click_id':'%s','click_id_type':'gclid',"
                .formatted("c".repeat(256), "g".repeat(256), "i".repeat(500) + i));
      }
      order("w", "o-2", "2026-11-08T11:00:00Z", "20.00");
      click("v", "google", "cpc", "2026-11-08T10:30:00Z");
      order("v", "o-1", "2026-11-08T11:00:00Z", "12.34");
      river.flush();
      Await.caughtUp(layer);
    }
    long before = lake.version(Table.ATTRIBUTION);
    takeAwayTheNewestCommitOfTheRawLog();
    assertThatThrownBy(this::layer)
        .isInstanceOf(SpeedException.class)
        .hasMessageContaining("in raw_events, which holds ")
        .hasMessageContaining("as an older copy would. Remove the folder and start again");
    FileUtils.deleteDirectory(data.checkpoints().toFile());

    try (SpeedLayer layer = layer()) {
      Await.caughtUp(layer);
    }

    assertThat(lake.read(Table.RAW_EVENTS).count()).isEqualTo(clicks + 3);
    assertThat(revisions())
        .filteredOn(revision -> CreditRevisionJson.write(revision).length > 1_048_576)
        .extracting(revision -> revision.generation() + "-" + revision.credit().touches().size())
        .containsExactly("1-" + clicks, "2-" + clicks);
    assertThat(revisions()).extracting(CreditRevision::generation).endsWith(2L);
    assertThat(provisionalRevisions())
        .containsExactly((1L << 32) + 1, (1L << 32) + 1, (2L << 32) + 1, (2L << 32) + 1);
    assertThat(lake.version(Table.ATTRIBUTION)).isGreaterThan(before);
    new JavaDatasetSuiteBase()
        .assertDataFrameEquals(
            lake.readVersion(Table.ATTRIBUTION, before).drop("as_of").sort("model", "channel"),
            lake.read(Table.ATTRIBUTION).drop("as_of").sort("model", "channel"));
  }

  private void takeAwayTheNewestCommitOfTheRawLog() throws IOException {
    Path log = data.table(Table.RAW_EVENTS.tableName()).resolve("_delta_log");
    String newest = "%020d".formatted(lake.version(Table.RAW_EVENTS));
    for (String file : List.of(newest + ".json", newest + ".crc", "." + newest + ".json.crc")) {
      Files.deleteIfExists(log.resolve(file));
    }
    DeltaLog.clearCache();
  }

  private List<Long> provisionalRevisions() {
    return lake.read(Table.CREDITS_PROVISIONAL)
        .where("model = 'last_touch'")
        .select("revision")
        .sort("revision")
        .as(Encoders.LONG())
        .collectAsList();
  }

  private SpeedLayer layer() {
    return SpeedLayer.start(
        TestPlatform.session(),
        data,
        Config.defaults()
            .with("speed.raw_interval_ms", "0")
            .with("speed.provisional_interval_ms", "0"),
        broker.bootstrapServers(),
        Clock.systemUTC());
  }

  private void redirect(String tcid, String at) {
    river.redirect(
        new RedirectClick(
            "spring", "https://shop.example/?utm_source=newsletter&utm_medium=email", tcid, null),
        Instant.parse(at));
  }

  private void landing(String visitor, String tcid, String at) {
    send(
        at,
        "'event_type':'page_view','page_url':'https://shop.example/','visitor_id':'%s','click_id':'%s','click_id_type':'tcid',"
            .formatted(visitor, tcid),
        "granted");
  }

  private void click(String visitor, String source, String medium, String at) {
    click(visitor, source, medium, at, "");
  }

  private void click(String visitor, String source, String medium, String at, String more) {
    send(
        at,
        "'event_type':'click','destination_url':'https://shop.example/','visitor_id':'%s','source':'%s','medium':'%s',"
                .formatted(visitor, source, medium)
            + more,
        "granted");
  }

  private void makeTopicWithoutRoom(String name) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  private void order(String visitor, String order, String at, String value) {
    send(
        at,
        "'event_type':'conversion','visitor_id':'%s','order_id':'%s','value':'%s','currency':'EUR',"
            .formatted(visitor, order, value),
        "granted");
  }

  private void refund(String order, String at, String value) {
    send(
        at,
        "'event_type':'adjustment','adjustment':{'order_id':'%s','kind':'refund','value':'%s'},"
            .formatted(order, value),
        "granted");
  }

  private void send(String at, String fields, String consent) {
    String json =
        "{'schema_version':1,%s'occurred_at':'%s','consent':{'analytics':'%s','advertising':'%s'}}"
            .formatted(fields, at, consent, consent);
    river.send(json.replace('\'', '"'), NOON);
  }

  private List<CreditRevision> revisions() {
    List<CreditRevision> all = new ArrayList<>();
    CreditsTopic.forEach(
        broker.bootstrapServers(),
        news -> {
          if (news instanceof CreditRevision revision) {
            all.add(revision);
          }
        });
    return all;
  }

  private static List<String> channels(CreditRevision revision) {
    return revision.credit().touches().stream().map(touch -> touch.channel()).toList();
  }

  private List<String> rejected() {
    return lake
        .read(Table.REJECTED_EVENTS)
        .selectExpr("concat_ws('|', reason, payload, collector_id, sequence)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private List<String> cells(String model) {
    List<Row> rows =
        lake.read(Table.ATTRIBUTION)
            .where("model = '" + model + "'")
            .selectExpr("concat_ws('|', day, channel, credit_micros, revenue_minor, status)")
            .collectAsList();
    return rows.stream().map(row -> row.getString(0)).toList();
  }
}

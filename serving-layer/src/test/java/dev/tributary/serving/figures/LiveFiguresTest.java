package dev.tributary.serving.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.AdjustmentNews;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import dev.tributary.serving.lake.MadeLake;
import dev.tributary.serving.lake.MadeLake.Part;
import dev.tributary.serving.lake.NewestNote;
import dev.tributary.serving.live.CreditsFeed;
import dev.tributary.serving.live.FeedState.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merge at the boundary, with a real broker on one side and real tables on the other. */
class LiveFiguresTest {

  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);
  private static final LocalDate MONDAY = SUNDAY.plusDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void creditIsReadWhileItArrivesAndHandedOverAtTheBoundaryAndKeptWhenTheBrokerGoes()
      throws Exception {
    MadeLake lake = new MadeLake(folder.resolve("lake"));
    EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(folder.resolve("kafka"), 0));
    String servers = broker.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic("credits", 2, (short) 1))).all().get();
    }
    try (CreditsFeed feed =
        CreditsFeed.start(
            servers, NewestNote.of(lake.folder()).boundary(), InstantSource.system())) {
      ServedFigures figures =
          new ServedFigures(lake.folder(), Config.defaults(), feed, InstantSource.system());
      send(servers, revision("sunday", "2026-11-08T23:59:59Z", "Email", 1));
      send(servers, revision("monday", "2026-11-09T00:00:00Z", "Direct", 1));
      send(servers, revision("monday", "2026-11-09T00:00:00Z", "Paid Search", 2));
      awaitThat(() -> feed.state().revisions() == 3 && feed.state().phase() == Phase.LIVE);
      assertThat(channels(figures))
          .containsExactly("2026-11-08 Email provisional", "2026-11-09 Paid Search provisional");

      publishSunday(lake);
      assertThat(channels(figures))
          .containsExactly("2026-11-08 Organic Search final", "2026-11-09 Paid Search provisional");

      send(servers, revision("sunday", "2026-11-08T23:59:59Z", "Affiliates", 2));
      awaitThat(() -> feed.state().revisions() == 4);
      assertThat(channels(figures))
          .as("a revision of a published day is batch's")
          .containsExactly("2026-11-08 Organic Search final", "2026-11-09 Paid Search provisional");

      assertThat(figures.problem()).isNull();
      Path log = Files.createDirectories(lake.folder().resolve("credits_final/_delta_log"));
      Files.writeString(log.resolve("00000000000000000000.json"), "no commit");
      AdjustmentNews refund =
          new AdjustmentNews(
              event("r", "adjustment", "sunday", Instant.parse("2026-11-09T10:00:00Z"), "refund"));
      send(servers, "r", CreditNewsJson.write(refund));
      awaitThat(() -> feed.state().revisions() == 5);
      assertThat(channels(figures))
          .as("a published order that can't be read takes nothing else down")
          .containsExactly("2026-11-08 Organic Search final", "2026-11-09 Paid Search provisional");
      assertThat(figures.problem()).contains("credits_final");

      broker.close();
      awaitThat(() -> feed.state().phase() == Phase.DOWN);
      assertThat(feed.state().problem()).contains("No broker answers at " + servers);
      assertThat(channels(figures))
          .containsExactly("2026-11-08 Organic Search final", "2026-11-09 Paid Search provisional");
    } finally {
      broker.close();
    }
  }

  private static List<String> channels(ServedFigures figures) {
    return figures.view().cells().stream()
        .map((Cell cell) -> cell.day() + " " + cell.channel() + " " + cell.status())
        .toList();
  }

  private static void publishSunday(MadeLake lake) {
    lake.commit(
        "attribution",
        MadeLake.note("pub-1", MONDAY, SUNDAY),
        List.of(
            new Part(
                Map.of("day", SUNDAY.toString(), "status", "final"),
                "SELECT 'linear' AS model, 'Organic Search' AS channel, 'g' AS source, 'o' AS"
                    + " medium, 1000000 AS credit_micros, 100 AS revenue_minor, 'EUR' AS currency,"
                    + " 1000000 AS low_micros, 1000000 AS high_micros, now() AS as_of, 'pub-1' AS"
                    + " publication_id")));
  }

  private static CreditRevision revision(String order, String at, String channel, long number) {
    Instant when = Instant.parse(at);
    TimelineEvent conversion = event(order, "conversion", order, when, null);
    Touchpoint touch =
        new Touchpoint("t", when, "visit", channel, "source", "medium", null, null, null);
    return new CreditRevision(
        order,
        "v",
        1,
        number,
        new AttributedConversion(
            conversion,
            List.of(touch),
            List.of(new ModelCredit("linear", new long[] {1_000_000}, new long[] {100})),
            false,
            false),
        "rules");
  }

  private static TimelineEvent event(
      String key, String type, String order, Instant when, String adjustmentKind) {
    return new TimelineEvent(
        key,
        type,
        when,
        when,
        "c1",
        1,
        "v",
        null,
        null,
        null,
        null,
        "Direct",
        "(direct)",
        "(none)",
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        true,
        "purchase",
        order,
        100L,
        "EUR",
        null,
        adjustmentKind);
  }

  private static void send(String servers, CreditRevision revision) throws Exception {
    send(servers, revision.conversionKey() + "|v", CreditRevisionJson.write(revision));
  }

  private static void send(String servers, String name, byte[] news) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("credits", key, news)).get();
    }
  }

  private static void awaitThat(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("the condition holds in time").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}

package dev.tributary.capture.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.measure.Latency;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as arrived when Kafka takes some records and refuses others. */
class ShipmentTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private static final Instant EARLIER = NOW.minusSeconds(60);

  @TempDir Path folder;
  private final Poison poison = new Poison();

  @Test
  void whatArrivedBeforeARecordThatIsRefusedHasArrivedAndThatOneIsCountedOnce() throws Exception {
    try (Journal journal = journal()) {
      for (int i = 0; i < 4; i++) {
        journal.append(List.of(CapturedEventCodec.encode(event())));
      }
      MockProducer<byte[], byte[]> first = producer();
      try (Shipment shipment = shipment(journal, first, 0)) {
        assertThat(sendAll(shipment)).isEqualTo(4);
        assertThat(first.completeNext()).isTrue();
        assertThat(first.errorNext(new RecordTooLargeException("too large"))).isTrue();
        assertThat(first.errorNext(new RecordTooLargeException("too large"))).isTrue();
        assertThat(shipment.reap().sequence()).isEqualTo(1);
        assertThatThrownBy(shipment::reap).isInstanceOf(ExecutionException.class);
        assertThat(poison.count()).isEqualTo(1);
      }
      MockProducer<byte[], byte[]> second = producer();
      try (Shipment shipment = shipment(journal, second, 1)) {
        assertThat(sendAll(shipment)).isEqualTo(3);
        assertThat(second.completeNext()).isTrue(); // As a rejection.
        assertThat(second.errorNext(new RecordTooLargeException("too large"))).isTrue();
        assertThat(shipment.reap().sequence()).isEqualTo(2);
        assertThatThrownBy(shipment::reap).isInstanceOf(ExecutionException.class);
        assertThat(poison.count()).isEqualTo(2);
      }
    }
  }

  /** As of who is asked for the brokers' addresses, behind no attempt of its own. */
  @Test
  void aFaultBetweenTwoAttemptsEndsNoShipping() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> servers =
        () -> {
          if (asked.incrementAndGet() == 1) {
            throw new IllegalStateException("for a test");
          }
          return "";
        };
    try (Journal journal = journal()) {
      journal.append(List.of(new byte[1]));
      Shipper shipper = shipper(journal, servers);
      Eventually.holds("it asks again", () -> asked.get() > 1);
      assertThat(shipper.faults()).isEqualTo(1);
      assertThat(shipper.faulty()).isTrue();
      shipper.close();
    }
  }

  /** Else the thread and the sockets of each such attempt would stay. */
  @Test
  void aProducerThatIsOfNoUseIsClosed() throws Exception {
    try (Journal journal = journal()) {
      MockProducer<byte[], byte[]> bare =
          new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());
      assertThatThrownBy(() -> shipment(journal, bare, 0))
          .isInstanceOf(NoSuchElementException.class);
      assertThat(bare.closed()).isTrue();
    }
  }

  /** As where its disk gives nothing: an operator has to look at it, whatever was seen before. */
  @Test
  void aJournalThatCanNotBeReadIsToldAndItsEventsGoOnWaiting() throws Exception {
    try (Journal journal = journal()) {
      journal.append(List.of(CapturedEventCodec.encode(event())));
      Path elsewhere = folder.resolve("elsewhere");
      Files.move(folder.resolve("journal"), elsewhere);
      Shipper shipper = shipper(journal, () -> "127.0.0.1:1");
      Eventually.holds("it is told", shipper::readsNothing);
      shipper.lookForOldest();
      assertThat(shipper.oldestWaiting()).contains(NOW);
      Files.move(elsewhere, folder.resolve("journal"));
      shipper.lookForOldest();
      assertThat(shipper.oldestWaiting()).contains(EARLIER);
      shipper.close();
    }
  }

  /** Else a look every second would take what connections need, until a collection frees it. */
  @Test
  void looksForTheOldestTakeNoMemoryOfTheirOwnEach() throws Exception {
    try (Journal journal = journal()) {
      for (int i = 0; i < 20; i++) {
        journal.append(List.of(CapturedEventCodec.encode(event())));
      }
      OldestWaiting oldest = new OldestWaiting(journal, InstantSource.fixed(NOW));
      long before = directMemory();
      for (int i = 0; i < 20; i++) {
        oldest.look(i);
        assertThat(oldest.seen()).contains(EARLIER);
      }
      assertThat(directMemory() - before).isLessThan(1 << 20);
    }
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static CapturedEvent event() {
    return new CapturedEvent.Accepted("k", "k", EARLIER, 1, "ok", new byte[100]);
  }

  private Journal journal() throws IOException {
    return Journal.open(new JournalOptions(folder.resolve("journal"), 1 << 20, 1 << 20, 0));
  }

  private Shipper shipper(Journal journal, Supplier<String> servers) throws IOException {
    return Shipper.start(
        journal,
        new Cursor(folder.resolve("cursor"), "c"),
        new Accounting(folder.resolve("accounting.json"), "c"),
        "c",
        new Shipper.ShipperOptions(
            servers, "key", Duration.ZERO, InstantSource.fixed(NOW), arrived -> {}));
  }

  private Shipment shipment(Journal journal, MockProducer<byte[], byte[]> producer, long arrived) {
    return new Shipment(
        producer,
        Pace.BATCHED,
        journal.reader(arrived + 1),
        new Messages("c", "key"),
        arrived,
        poison,
        new Arrivals(InstantSource.fixed(NOW), new Latency()));
  }

  private static int sendAll(Shipment shipment) throws Exception {
    int sent = 0;
    while (shipment.sendNext()) {
      sent++;
    }
    return sent;
  }

  private static MockProducer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());
    MetricName name = new MetricName("batch-split-total", "producer-metrics", "", Map.of());
    producer.setMockMetrics(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return 0.0;
          }
        });
    return producer;
  }
}

package dev.tributary.capture.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountingTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("accounting.json");
  }

  @Test
  void aClockThatIsAheadForAMomentErasesNoHour() throws Exception {
    Accounting accounting = new Accounting(file, "mine");
    accounting.count(1, List.of(event()));
    accounting.countLostClick(NOW.plus(Duration.ofDays(4_000)));
    accounting.save(0, NOW.plus(Duration.ofDays(4_000)));
    accounting.countLostClick(NOW);
    accounting.save(1, NOW);
    assertThat(sum("accepted")).isEqualTo(1);
    assertThat(sum("lost_clicks")).isEqualTo(2);
  }

  @Test
  void theLast960HoursAreKept() throws Exception {
    Accounting accounting = new Accounting(file, "mine");
    for (int hour = 0; hour < 970; hour++) {
      accounting.countLostClick(NOW.plus(Duration.ofHours(hour)));
    }
    accounting.save(0, NOW);
    assertThat(saved().path("hours")).hasSize(960);
    assertThat(saved().path("hours").path(0).path("hour").asText())
        .isEqualTo("2026-11-26T20:00:00Z");
  }

  /** Its checksum says nothing of that, since it is made of whatever was written. */
  @Test
  void whatIsSavedWhileClicksAreCountedIsOneMomentsCount() throws Exception {
    Accounting accounting = new Accounting(file, "mine");
    for (int hour = 1; hour <= 900; hour++) {
      accounting.countLostClick(NOW.minus(Duration.ofHours(hour)));
    }
    AtomicBoolean enough = new AtomicBoolean();
    Thread clicks =
        new Thread(
            () -> {
              for (long sequence = 1; !enough.get(); sequence++) {
                accounting.count(sequence, List.of(event()));
              }
            });
    clicks.start();
    try {
      for (int save = 0; save < 50; save++) {
        accounting.save(save, NOW);
        assertThat(sum("accepted")).isEqualTo(saved().path("counted_through").asLong());
      }
    } finally {
      enough.set(true);
      clicks.join();
    }
    assertThat(accounting.countedThrough()).isPositive();
  }

  @Test
  void anotherCollectorsAccountingIsSetAsideAndNotGoneOnWith() throws Exception {
    Accounting before = new Accounting(file, "other");
    before.count(1, List.of(event(), event()));
    before.save(2, NOW);
    byte[] theirs = Files.readAllBytes(file);
    Accounting accounting = new Accounting(file, "mine");
    assertThat(accounting.countedThrough()).isZero();
    assertThat(accounting.shippedThrough()).isZero();
    assertThat(folder.resolve("accounting.json.other")).hasBinaryContent(theirs);
    accounting.count(1, List.of(event()));
    accounting.save(0, NOW);
    assertThat(saved().path("collector_id").asText()).isEqualTo("mine");
    assertThat(sum("accepted")).isEqualTo(1);
    assertThat(new Accounting(file, "mine").countedThrough()).isEqualTo(1);
  }

  /** As a power loss leaves it amid a save, before the names of an earlier one were on the disk. */
  @Test
  void whereAPartOfOneContentIsInTheFileTheWholeOneInItsRoomIsGoneOnFrom() throws Exception {
    Accounting accounting = new Accounting(file, "mine");
    accounting.count(1, List.of(event()));
    accounting.save(0, NOW);
    accounting.count(2, List.of(event()));
    accounting.save(1, NOW);
    Path spare = folder.resolve("accounting.json.spare");
    String old = Files.readString(spare);
    String torn = old.replace("\"accepted\":1", "\"accepted\":3");
    assertThat(torn).isNotEqualTo(old);
    Files.move(file, spare, StandardCopyOption.REPLACE_EXISTING);
    for (String broken : new String[] {torn, torn.substring(0, 60) + " ".repeat(4_000)}) {
      Files.writeString(file, broken);
      Accounting found = new Accounting(file, "mine");
      assertThat(found.countedThrough()).isEqualTo(2);
      assertThat(found.savedThrough()).isEqualTo(2);
      assertThat(sum("accepted")).isEqualTo(2);
    }
    Accounting found = new Accounting(file, "mine");
    found.count(3, List.of(event()));
    found.save(2, NOW);
    assertThat(sum("accepted")).isEqualTo(3);
  }

  private long sum(String count) throws IOException {
    return saved().path("hours").findValues(count).stream().mapToLong(JsonNode::asLong).sum();
  }

  private JsonNode saved() throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static CapturedEvent event() {
    return new CapturedEvent.Accepted("k", "k", NOW, 1, "ok", new byte[] {'{', '}'});
  }
}

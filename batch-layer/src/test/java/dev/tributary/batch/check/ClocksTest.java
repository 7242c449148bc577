package dev.tributary.batch.check;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.core.config.Config;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClocksTest {

  private static final Instant NOW = Instant.parse("2026-11-10T03:00:00Z");

  @Test
  void aDayLongAfterAllThatWasReceivedIsRefused() {
    Instant last = Instant.parse("2026-11-01T23:59:59Z");
    Config config = Config.defaults();

    assertThatCode(() -> Clocks.requireReceived(BatchRequest.day(november(8)), last, config))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Clocks.requireReceived(BatchRequest.day(november(9)), last, config))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("received at 2026-11-01T23:59:59Z, 8 days before it")
        .hasMessageContaining("clock is ahead")
        .hasMessageContaining("batch.longest_silence_days=8");
    assertThatCode(
            () ->
                Clocks.requireReceived(
                    BatchRequest.day(november(9)),
                    last,
                    config.with("batch.longest_silence_days", "8")))
        .doesNotThrowAnyException();
  }

  @Test
  void publicationsStayInTheOrderInWhichTheyWereMade() {
    Optional<PublicationRow> ahead = publishedAt("2027-11-10T03:00:00Z");

    assertThat(Clocks.after(Optional.empty(), NOW)).isEqualTo(NOW);
    assertThat(Clocks.after(publishedAt("2026-11-10T02:59:59Z"), NOW)).isEqualTo(NOW);
    assertThat(Clocks.after(ahead, NOW)).isEqualTo("2027-11-10T03:00:00.000001Z");
  }

  @Test
  void timesAheadOfTheClockAreTold() {
    Optional<PublicationRow> ahead = publishedAt("2027-11-10T03:00:00Z");

    assertThat(Clocks.notes(ahead, NOW.plusSeconds(3_600), NOW))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .contains("clock says 2026-11-10T03:00:00Z")
                    .contains("pub-1 was published at 2027-11-10T03:00:00Z")
                    .contains("publications rollback"),
            two -> assertThat(two).contains("received at 2026-11-10T04:00:00Z"));
    assertThat(Clocks.notes(publishedAt("2026-11-09T03:00:00Z"), NOW.plusSeconds(60), NOW))
        .isEmpty();
    assertThat(Clocks.notes(publishedAt("2026-11-10T03:00:00.000001Z"), NOW, NOW)).isEmpty();
  }

  private static Optional<PublicationRow> publishedAt(String time) {
    return Optional.of(
        new PublicationRow(
            "pub-1",
            "run-1",
            november(9),
            Instant.parse("2026-11-10T00:00:00Z"),
            1,
            "{}",
            "rules",
            "[]",
            "{}",
            Instant.parse(time),
            "{}",
            "{}",
            "{}"));
  }
}

package dev.tributary.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCorrectionTest {

  private static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");

  @Test
  void onTime() {
    assertThat(EventTimes.of(NOON.minusSeconds(5), NOON, NOON).correction()).isEmpty();
  }

  @Test
  void anOldEventStaysWhereItIs() {
    Times times = EventTimes.of(NOON.minusSeconds(86_400_000), null, NOON);

    assertThat(times.occurredAt()).isEqualTo(times.occurredAtOriginal());
    assertThat(times.correction()).isEmpty();
  }

  @Test
  void theFutureIsClampedAndTheOriginalKept() {
    Times times = EventTimes.of(NOON.plusSeconds(3_600), null, NOON);

    assertThat(times.occurredAt()).isEqualTo(NOON);
    assertThat(times.occurredAtOriginal()).isEqualTo(NOON.plusSeconds(3_600));
    assertThat(times.correction())
        .contains(
            "It was dated 2026-11-08T13:00:00Z and counts as of 2026-11-08T12:00:00Z: that lay in"
                + " the future when it reached us at 2026-11-08T12:00:00Z.");
  }

  @Test
  void exactlyOneMinuteOfSkewIsTolerated() {
    Instant occurred = NOON.minusSeconds(600);

    assertThat(EventTimes.of(occurred, NOON.minusSeconds(60), NOON).occurredAt())
        .isEqualTo(occurred);
    assertThat(EventTimes.of(occurred, NOON.minusSeconds(61), NOON).occurredAt())
        .isEqualTo(occurred.plusSeconds(61));
  }

  @Test
  void aClockAheadIsSetBack() {
    Instant ahead = NOON.plusSeconds(7_200);
    Times times = EventTimes.of(ahead.minusSeconds(30), ahead, NOON);

    assertThat(times.occurredAt()).isEqualTo(NOON.minusSeconds(30));
    assertThat(times.correction().orElseThrow())
        .contains("counts as of 2026-11-08T11:59:30Z")
        .contains("said 2026-11-08T14:00:00Z when it sent, ahead of ours");
  }

  @Test
  void aClockThousandsOfYearsAheadSetsNothingBackBeyondTheYearOne() {
    Instant occurred = Instant.parse("2026-11-08T10:00:00Z");
    Times times = EventTimes.of(occurred, Instant.parse("9999-12-31T00:00:00Z"), NOON);

    assertThat(times.occurredAt()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(times.occurredAtOriginal()).isEqualTo(occurred);
    assertThat(times.correction().orElseThrow())
        .contains("counts as of 0001-01-01T00:00:00Z")
        .contains("said 9999-12-31T00:00:00Z when it sent, ahead of ours")
        .endsWith("; that makes it older than the year 1, with which our times begin.");

    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    assertThat(EventTimes.of(first, Instant.parse("9999-12-31T00:00:00Z"), NOON).occurredAt())
        .isEqualTo(first);
  }

  @Test
  void aClockThousandsOfYearsBehindSetsNothingBeyondItsReceipt() {
    Instant sent = Instant.parse("0001-01-01T00:00:00Z");

    assertThat(EventTimes.of(NOON.minusSeconds(600), sent, NOON).occurredAt()).isEqualTo(NOON);
  }

  @Test
  void whatASendersClockSetsIntoTheFutureSaysBothCorrections() {
    Times behind = EventTimes.of(NOON.minusSeconds(600), NOON.minusSeconds(3_600), NOON);

    assertThat(behind.correction())
        .contains(
            "It was dated 2026-11-08T11:50:00Z and counts as of 2026-11-08T12:00:00Z: its sender's"
                + " clock said 2026-11-08T11:00:00Z when it sent, behind ours, which said"
                + " 2026-11-08T12:00:00Z; that makes it 2026-11-08T12:50:00Z, which lay in the"
                + " future when it reached us.");

    Times ahead = EventTimes.of(NOON.plusSeconds(7_200), NOON.plusSeconds(3_600), NOON);

    assertThat(ahead.correction().orElseThrow())
        .contains("dated 2026-11-08T14:00:00Z and counts as of 2026-11-08T12:00:00Z")
        .contains("said 2026-11-08T13:00:00Z when it sent, ahead of ours")
        .endsWith(
            "; that makes it 2026-11-08T13:00:00Z, which lay in the future when it reached us.");
  }

  @Test
  void aFileSaysNothingOfItsSendersClock() throws Exception {
    Event event =
        new AdmittedJson()
            .read(
                """
                {"event_type":"page_view","occurred_at":"2026-11-09T09:00:00Z",
                 "sent_at":"2026-11-01T09:00:05Z",
                 "consent":{"analytics":"granted","advertising":"granted"}}\
                """
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new Envelope("k", new Origin("import-0123", 1), NOON, 1, Envelope.OK));

    Times times = event.header().times();
    assertThat(times.occurredAt()).isEqualTo(NOON);
    assertThat(times.sentAt()).isEqualTo("2026-11-01T09:00:05Z");
    assertThat(event.header().clockCorrection())
        .contains(
            "It was dated 2026-11-09T09:00:00Z and counts as of 2026-11-08T12:00:00Z: that lay in"
                + " the future when it reached us at 2026-11-08T12:00:00Z.");
  }
}

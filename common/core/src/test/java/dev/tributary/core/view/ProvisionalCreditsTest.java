package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProvisionalCreditsTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);

  @Test
  void newestRevisionCountsWhateverOrderTheyComeIn() {
    credits.offer(Samples.revision("o", NOON, "v", 3));
    credits.offer(Samples.revision("o", NOON, "v", 2));
    credits.offer(Samples.revision("o", NOON, "v", 3));

    assertThat(credits.current()).extracting(CreditRevision::number).containsExactly(3L);
  }

  @Test
  void laterGenerationBeatsAnyNumber() {
    CreditRevision first = Samples.revision("o", NOON, "v", 9);
    credits.offer(new CreditRevision(first.conversionKey(), "v", 2, 1, first.credit(), "rules"));
    credits.offer(first);

    assertThat(credits.current("conversion:o"))
        .hasValueSatisfying(one -> assertThat(one.generation()).isEqualTo(2));
  }

  @Test
  void oneOrderUnderTwoVisitorsCountsWhereItWasReceivedFirst() {
    CreditRevision second =
        new CreditRevision(
            "conversion:o", "a", 1, 5, Samples.credit("o", NOON, NOON.plusSeconds(9)), "rules");
    credits.offer(second);
    credits.offer(Samples.revision("o", NOON, "b", 1));

    assertThat(credits.current()).extracting(CreditRevision::journeyKey).containsExactly("b");
  }

  @Test
  void withdrawnJourneyLeavesTheOther() {
    credits.offer(Samples.revision("o", NOON, "a", 1));
    credits.offer(Samples.revision("o", NOON, "b", 1));
    credits.withdraw("conversion:o", "a");
    assertThat(credits.current()).extracting(CreditRevision::journeyKey).containsExactly("b");

    credits.withdraw("conversion:o", "b");
    assertThat(credits.current()).isEmpty();
  }

  @Test
  void boundaryTakesWhatLiesBeforeIt() {
    credits.offer(Samples.revision("before", NOON.minusSeconds(1), "v", 1));
    credits.offer(Samples.revision("at", NOON, "v", 1));
    credits.moveTo(new Boundary(NOON));
    credits.offer(Samples.revision("before", NOON.minusSeconds(1), "v", 2));

    assertThat(credits.current())
        .extracting(CreditRevision::conversionKey)
        .containsExactly("conversion:at");
  }
}

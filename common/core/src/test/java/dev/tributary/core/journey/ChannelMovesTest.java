package dev.tributary.core.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.ChannelMoves.Move;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelMovesTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final ChannelMoves moves = new ChannelMoves();

  @Test
  void reclassifiedTouchTakesItsCreditAlong() {
    moves.touches(
        List.of(touch("a", "Referral"), touch("b", "Email")),
        List.of(touch("a", "Partners"), touch("b", "Email")),
        touch -> true);
    moves.conversion(
        credited(List.of(touch("a", "Referral"), touch("b", "Email")), 400_000, 600_000),
        credited(List.of(touch("a", "Partners"), touch("b", "Email")), 400_000, 600_000));

    assertThat(moves.moves())
        .containsExactly(new Move("Referral", "Partners", 1, "linear", "EUR", 400_000, 4_000));
  }

  @Test
  void creditThatAnotherTouchEarnsMovesToItsChannel() {
    moves.conversion(
        credited(List.of(touch("a", "Referral"), touch("b", "Direct")), 1_000_000, 0),
        credited(List.of(touch("a", "Direct"), touch("b", "Direct")), 0, 1_000_000));

    assertThat(moves.moves())
        .containsExactly(new Move("Referral", "Direct", 0, "linear", "EUR", 1_000_000, 10_000));
  }

  @Test
  void touchThatIsLeftOutGivesItsShareToThoseThatGain() {
    moves.conversion(
        credited(
            List.of(touch("a", "A"), touch("b", "B"), touch("c", "C")), 400_000, 300_000, 300_000),
        credited(List.of(touch("b", "B"), touch("c", "D")), 450_000, 550_000));

    assertThat(moves.moves())
        .containsExactly(
            new Move("A", "B", 0, "linear", "EUR", 150_000, 1_500),
            new Move("A", "D", 0, "linear", "EUR", 250_000, 2_500),
            new Move("C", "D", 0, "linear", "EUR", 300_000, 3_000));
  }

  @Test
  void touchOutsideTheDaysIsNotCounted() {
    moves.touches(List.of(touch("a", "A")), List.of(touch("a", "B")), touch -> false);
    assertThat(moves.moves()).isEmpty();

    moves.touches(List.of(touch("a", "A")), List.of(touch("a", "B")), touch -> true);
    assertThat(moves.moves()).containsExactly(new Move("A", "B", 1, "", "", 0, 0));
  }

  private static Touchpoint touch(String key, String channel) {
    return new Touchpoint(key, NOON, "click", channel, "s", "m", null, null, null);
  }

  private static AttributedConversion credited(List<Touchpoint> touches, long... micros) {
    long[] revenue = new long[micros.length];
    for (int i = 0; i < micros.length; i++) {
      revenue[i] = micros[i] / 100;
    }
    TimelineEvent order =
        new TimelineEvent(
            "o",
            "conversion",
            NOON,
            NOON,
            "c",
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
            "o",
            10_000L,
            "EUR",
            null,
            null);
    return new AttributedConversion(
        order, touches, List.of(new ModelCredit("linear", micros, revenue)), false, false);
  }
}

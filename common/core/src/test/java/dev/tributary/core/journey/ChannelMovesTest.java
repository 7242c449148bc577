package dev.tributary.core.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
        .containsExactly(
            Move.ofTouches("Referral", "Partners", 1),
            credit("Referral", "Partners", 400_000, 4_000));
  }

  @Test
  void creditThatAnotherTouchEarnsMovesToItsChannel() {
    moves.conversion(
        credited(List.of(touch("a", "Referral"), touch("b", "Direct")), 1_000_000, 0),
        credited(List.of(touch("a", "Direct"), touch("b", "Direct")), 0, 1_000_000));

    assertThat(moves.moves()).containsExactly(credit("Referral", "Direct", 1_000_000, 10_000));
  }

  @Test
  void touchThatIsLeftOutGivesItsShareToThoseThatGain() {
    moves.conversion(
        credited(
            List.of(touch("a", "A"), touch("b", "B"), touch("c", "C")), 400_000, 300_000, 300_000),
        credited(List.of(touch("b", "B"), touch("c", "D")), 450_000, 550_000));

    assertThat(moves.moves())
        .containsExactly(
            credit("A", "B", 150_000, 1_500),
            credit("A", "D", 250_000, 2_500),
            credit("C", "D", 300_000, 3_000));
  }

  @Test
  void touchOutsideTheDaysIsNotCounted() {
    moves.touches(List.of(touch("a", "A")), List.of(touch("a", "B")), touch -> false);
    assertThat(moves.moves()).isEmpty();

    moves.touches(List.of(touch("a", "A")), List.of(touch("a", "B")), touch -> true);
    assertThat(moves.moves()).containsExactly(Move.ofTouches("A", "B", 1));
  }

  @Test
  void touchesAreToldOnceHoweverManyModelsAndCurrenciesOrdersHave() {
    List<Touchpoint> before = List.of(touch("a", "Referral"));
    List<Touchpoint> after = List.of(touch("a", "Partners"));
    moves.touches(before, after, touch -> true);
    for (String currency : List.of("EUR", "USD")) {
      moves.conversion(credited(currency, before, 1_000_000), credited(currency, after, 1_000_000));
    }

    assertThat(moves.moves())
        .extracting(Move::touches, Move::model, Move::currency, Move::creditMicros)
        .containsExactly(
            tuple(1L, null, null, null),
            tuple(null, "linear", "EUR", 1_000_000L),
            tuple(null, "linear", "USD", 1_000_000L));
  }

  private static Move credit(String from, String to, long micros, long minor) {
    return new Move(from, to, null, "linear", "EUR", micros, minor);
  }

  private static Touchpoint touch(String key, String channel) {
    return new Touchpoint(key, NOON, "click", channel, "s", "m", null, null, null);
  }

  private static AttributedConversion credited(List<Touchpoint> touches, long... micros) {
    return credited("EUR", touches, micros);
  }

  private static AttributedConversion credited(
      String currency, List<Touchpoint> touches, long... micros) {
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
            currency,
            null,
            null);
    return new AttributedConversion(
        order, touches, List.of(new ModelCredit("linear", micros, revenue)), false, false);
  }
}

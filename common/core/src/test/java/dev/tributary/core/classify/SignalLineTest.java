package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignalLineTest {

  @Test
  void fieldsBecomeSignalsAndTheRestStays() throws SignalLine.Unreadable {
    SignalLine line =
        SignalLine.read(
            "{\"id\":1.10,\"page_url\":\"u\",\"referrer\":null,\"source\":7,"
                + "\"medium\":[\"x\"],\"user_agent\":\"a\"}");
    assertThat(line.signals().pageUrl()).isEqualTo("u");
    assertThat(line.signals().referrer()).isNull();
    assertThat(line.signals().given().source()).isEqualTo("7");
    assertThat(line.signals().given().medium()).isNull();
    assertThat(line.userAgent()).isEqualTo("a");
    assertThat(line.members().get("id").decimalValue().toPlainString()).isEqualTo("1.10");
  }

  @Test
  void aFieldThatCanNotBeReadIsToldAndTheRestIsRead() throws SignalLine.Unreadable {
    SignalLine line =
        SignalLine.read(
            "{\"page_url\":5,\"referrer\":\"r\",\"term\":true,\"occurred_at\":\"2026-13-01\"}");

    assertThat(line.signals().pageUrl()).isNull();
    assertThat(line.signals().referrer()).isEqualTo("r");
    assertThat(line.at()).isEmpty();
    assertThat(line.problems())
        .containsExactly(
            "term is not read: it is of the JSON type boolean. Write it as text.",
            "page_url is not read: it is of the JSON type number. Write it as text.",
            "occurred_at is not read, and today's rules are taken: '2026-13-01' is no time of the"
                + " years 1 to 9999; write it with an offset, like 2026-11-08T12:00:00Z, or as epoch"
                + " milliseconds.");
    assertThat(SignalLine.read("{\"page_url\":null,\"term\":7}").problems()).isEmpty();
  }

  @Test
  void whatIsNotOneObjectIsRefusedWithTheReason() {
    assertThatThrownBy(() -> SignalLine.read("{\"a\":"))
        .isInstanceOf(SignalLine.Unreadable.class)
        .hasMessageContaining("It is not JSON")
        .hasMessageContaining("one JSON object a line");
    assertThatThrownBy(() -> SignalLine.read("[1]")).hasMessageContaining("not an object");
    assertThatThrownBy(() -> SignalLine.read("{} {}"))
        .hasMessage("It is more than one JSON value. Give one JSON object a line.");
    assertThatThrownBy(() -> SignalLine.read("{\"a\":1,\"a\":2}"))
        .hasMessageContaining("Duplicate");
  }

  @Test
  void aNumberThatNoDecimalHoldsIsAnswered() {
    assertThatThrownBy(() -> SignalLine.read("{\"mine\":1e99999999999}"))
        .isInstanceOf(SignalLine.Unreadable.class)
        .hasMessage("It holds a number whose exponent no number has. Give one JSON object a line.");
  }

  @Test
  void halfACharacterAnywhereIsRefusedAsTheContractDoes() throws SignalLine.Unreadable {
    assertThatThrownBy(() -> SignalLine.read("{\"page_url\":\"https://a.example/\\ud83d\"}"))
        .isInstanceOf(SignalLine.Unreadable.class)
        .hasMessage(
            "The member 'page_url' holds half of a surrogate pair, which is no character. Cut"
                + " strings between characters, not within one.");
    assertThatThrownBy(() -> SignalLine.read("{\"mine\":[{\"a\":\"x\"},{\"b\":\"\\ude00\"}]}"))
        .hasMessageStartingWith("The member 'mine' holds half");
    assertThatThrownBy(() -> SignalLine.read("{\"mine\":{\"\\ude00\":1}}"))
        .hasMessageStartingWith("The member 'mine' holds half");
    assertThatThrownBy(() -> SignalLine.read("{\"a\\ude00\":1}"))
        .hasMessageStartingWith("The member 'a\uFFFD' holds half");
    assertThat(SignalLine.read("{\"term\":\"\\ud83d\\ude00\"}").signals().given().term())
        .isEqualTo("\uD83D\uDE00");
  }
}

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
  void whatIsNotOneObjectIsRefusedWithTheReason() {
    assertThatThrownBy(() -> SignalLine.read("{\"a\":"))
        .isInstanceOf(SignalLine.Unreadable.class)
        .hasMessageContaining("It is not JSON")
        .hasMessageContaining("one JSON object a line");
    assertThatThrownBy(() -> SignalLine.read("[1]")).hasMessageContaining("not an object");
    assertThatThrownBy(() -> SignalLine.read("{} {}")).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> SignalLine.read("{\"a\":1,\"a\":2}"))
        .hasMessageContaining("Duplicate");
  }
}

package dev.tributary.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

  @Test
  void codeIsReadInAnyCase() {
    assertThat(Currencies.code("ils")).contains("ILS");
    assertThat(Currencies.code("Eur")).contains("EUR");
    assertThat(Currencies.code("zwg")).contains("ZWG");
  }

  /** A dotless i, a long s and a ligature that become Latin capitals, and wide letters. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0131ls", "u\u017Fd", "\uFB06n", "\uFF25UR", "EUR ", "", "XAU", "EURO"})
  void lettersOfOtherAlphabetsAreNoCode(String text) {
    assertThat(Currencies.code(text)).isEmpty();
  }
}

package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Utm parameters as browsers, mail clients and people write them. */
class UtmTest {

  @ParameterizedTest
  @CsvSource({
    "?utm_source=News, news",
    "?UTM_SOURCE=news, news",
    "?Utm_Source=news, news",
    "?utm%5Fsource=news, news",
    "?a=b&utm_source=+news+, news",
    "?utm_source=%C2%A0news%E2%80%8B, news",
    "?utm_source=%C2%A0&utm_source=news, news",
    "?%E2%80%8Butm_source=news, news",
    "?utm_source=&utm_source=news, news",
    "?utm_source=news&utm_source=other, news",
    "?a=1&amp;utm_source=news, news",
    "#utm_source=news, news",
    "#/path?utm_source=news, news",
    "?x=1#/path?utm_source=news, news",
    "?utm_source=news#utm_source=other, news",
    "?utm_source=a%2Fb, a/b",
    "?utm_source=a%2, a%2",
    "?utm_source=a%zzb, a%zzb",
    "?utm_source=%, %",
    "?utm_source=caf%C3%A9, café",
    "?utm_source=a%26b, a&b",
    "?utm_source=two+words, two words",
    "?utm_source=two%20words, two words",
    "?utm_source=a=b, a=b",
    "?&&utm_source=news&, news",
  })
  void theSourceIsRead(String query, String source) {
    assertThat(Signal.page("https://a.example/p" + query).source()).isEqualTo(source);
  }

  @Test
  void whatShowsNothingIsNoValue() {
    String blank = "%C2%A0";
    Classification visit =
        Signal.page("https://a.example/?utm_source=" + blank + "&utm_medium=cpc&gclid=abc12345");
    assertThat(visit.source()).isEqualTo("google");
    assertThat(Signal.page("https://a.example/?gclid=" + blank).channel()).isEqualTo("Direct");
    assertThat(Signal.tagged("google\u00A0", "\u200Bcpc", null).channel()).isEqualTo("Paid Search");
    assertThat(Signal.page("https://a.example/?utm_source=a&utm_medium=email" + blank).channel())
        .isEqualTo("Email");
  }

  @Test
  void bytesThatAreNotUtf8BecomeTheReplacementCharacterAsInBrowsers() {
    assertThat(Signal.page("https://a.example/?utm_source=caf%E9").source()).isEqualTo("caf\uFFFD");
  }

  @Test
  void campaignTermAndContentStayAsSent() {
    Classification visit =
        Signal.page(
            "https://a.example/?utm_source=A&utm_medium=B&utm_campaign=Spring%20Sale"
                + "&utm_term=Red+Shoes&utm_content=Banner_A&utm_adgroup=Group0&utm_ad_group=Group1");
    assertThat(visit.campaign()).isEqualTo("Spring Sale");
    assertThat(visit.term()).isEqualTo("Red Shoes");
    assertThat(visit.content()).isEqualTo("Banner_A");
    assertThat(visit.adGroup()).isEqualTo("Group1");
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/?utm_source=news",
    "/path?utm_source=news",
    "?utm_source=news",
    "https://[broken/?utm_source=news",
    "ht tp://a b/?utm_source=news",
    "https:///?utm_source=news",
  })
  void aBrokenOrSchemelessPageStillGivesItsParameters(String url) {
    assertThat(Signal.page(url).source()).isEqualTo("news");
  }

  @Test
  void aVeryLongUrlIsReadInOnePass() {
    String long10 = "a".repeat(10_000_000);
    Classification visit =
        Signal.page("https://a.example/?utm_source=news&utm_campaign=" + long10 + "shop");
    assertThat(visit.source()).isEqualTo("news");
    assertThat(visit.channel()).isEqualTo("Unassigned");
  }
}

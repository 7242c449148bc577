package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A click id that consent takes leaves behind that the visit was paid for, and by whom. */
class ClickIdSourceTest {

  private static final String ADVERTISING_DENIED =
      "'consent':{'analytics':'granted','advertising':'denied'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "?gclid=SECRET                           | google | cpc      | https://s.example/",
        "?utm_source=google&gclid=SECRET         | google | cpc      | https://s.example/?utm_source=google",
        "?utm_medium=x&gclid=SECRET              | google | x        | https://s.example/?utm_medium=x",
        "?utm_source=a&utm_medium=b&gclid=SECRET | a      | b        | https://s.example/?utm_source=a&utm_medium=b",
        "?utm_campaign=Sale&msclkid=SECRET       | bing   | cpc      | https://s.example/?utm_campaign=Sale",
        "#/p?gclid=SECRET                        | google | cpc      | https://s.example/#/p",
        "?gclid=SECRET&irclickid=SECRET          | google | cpc      | https://s.example/",
        "?irclickid=SECRET                       | impact | affiliate | https://s.example/",
        "?fbclid=SECRET                          | facebook | social | https://s.example/",
        "?mc_cid=M1                              | -      | -        | https://s.example/?mc_cid=M1",
        "?tcid=T1                                | -      | -        | https://s.example/?tcid=T1",
        "?gclid=                                 | -      | -        | https://s.example/"
      })
  void advertisingDeniedTakesTheIdAndKeepsWhatItSaysOfTheSource(
      String query, String source, String medium, String kept) {
    JsonNode payload = payload(ADVERTISING_DENIED, query, "'visitor_id':'v1'");

    assertThat(payload.path("source").textValue()).isEqualTo(source);
    assertThat(payload.path("medium").textValue()).isEqualTo(medium);
    assertThat(payload.path("page_url").textValue()).isEqualTo(kept);
    assertThat(payload.toString()).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?gclid=SECRET  | google   | cpc",
        "?fbclid=SECRET | facebook | social",
        "?mc_cid=SECRET&gclid=SECRET | google | cpc"
      })
  void analyticsDeniedTakesEveryIdAndKeepsWhatItSaysOfTheSource(
      String query, String source, String medium) {
    JsonNode payload = payload(Door.DENIED, query, "'visitor_id':'v1'");

    assertThat(payload.path("source").textValue()).isEqualTo(source);
    assertThat(payload.path("medium").textValue()).isEqualTo(medium);
    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example/");
  }

  @ParameterizedTest
  @CsvSource({"gclid,google,cpc", "TTCLID,tiktok,cpc"})
  void anIdThatTheEventNamesItselfSaysItToo(String type, String source, String medium) {
    JsonNode payload =
        payload(
            ADVERTISING_DENIED,
            "",
            "'visitor_id':'v1','click_id':'SECRET','click_id_type':'" + type + "'");

    assertThat(payload.path("source").textValue()).isEqualTo(source);
    assertThat(payload.path("medium").textValue()).isEqualTo(medium);
    assertThat(payload.has("click_id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"?gclid=G1", "?utm_source=google&gclid=G1"})
  void whereTheIdStaysNothingIsFilledFromIt(String query) {
    JsonNode payload = payload(Door.GRANTED, query, "'visitor_id':'v1'");

    assertThat(payload.has("medium")).isFalse();
    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example/" + query);
  }

  private static JsonNode payload(String consent, String query, String fields) {
    return Door.open()
        .payload(
            event("page_view", consent, fields, "'page_url':'https://s.example/" + query + "'"));
  }
}

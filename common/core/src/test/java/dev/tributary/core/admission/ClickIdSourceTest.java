package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** As Google fills {@code utm_campaign={campaignid}}. */
  @Test
  void aCampaignThatIsCalledByItsIdKeepsItsName() {
    for (String consent : List.of(ADVERTISING_DENIED, Door.DENIED)) {
      JsonNode payload =
          payload(
              consent,
              "?utm_campaign=22345678901&gad_campaignid=22345678901&gclid=CjSECRET1",
              "'visitor_id':'v1','content':'CjSECRET1'");

      assertThat(payload.path("campaign").textValue()).isEqualTo("22345678901");
      assertThat(payload.toString()).doesNotContain("SECRET").doesNotContain("gad_campaignid");
    }
  }

  @Test
  void theMemberBehindTheTypeOfAnIdIsNone() {
    JsonNode payload =
        payload(
            ADVERTISING_DENIED,
            "?pageTitle=a",
            "'visitor_id':'v1','click_id':'SECRET','click_id_type':'gclid','pageTitle':'x'");

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example/?pageTitle=a");
    assertThat(payload.path("pageTitle").textValue()).isEqualTo("x");
  }

  /** Else the same file imported after a change of the registry would count twice. */
  @Test
  void anImportedLineIsTheSameUnderAnotherRegistry(@TempDir Path folder) throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("ids.csv"),
            "priority,parameter,source,medium,kind\n10,gclid,ads,paid,ad\n");
    Origin line = new Origin(Origin.IMPORT + "0123456789ab", 7);
    String view = event("page_view", Door.DENIED, "'page_url':'https://s.example/?gclid=SECRET'");
    Door now = Door.open().at(line);
    Door later =
        Door.with(Config.defaults().with("classify.click_ids_file", other.toString())).at(line);

    assertThat(later.payload(view).path("source").textValue()).isEqualTo("ads");
    assertThat(later.key(view)).isEqualTo(now.key(view));
  }

  private static JsonNode payload(String consent, String query, String fields) {
    return Door.open()
        .payload(
            event("page_view", consent, fields, "'page_url':'https://s.example/" + query + "'"));
  }
}

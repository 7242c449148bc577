package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.core.config.Config;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Click ids under names and in shapes other than a plain parameter's. */
class ClickIdFormsTest {

  private static final String ID = "Gxyz12345AbCdEf987";
  private static final String ANALYTICS_DENIED =
      "'consent':{'analytics':'denied','advertising':'granted'}";
  private static final String ADVERTISING_DENIED =
      "'consent':{'analytics':'granted','advertising':'denied'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/?utm[gclid]=T&a=1 | /?a=1",
        "/?a=1&p%5Bgclid%5D=T | /?a=1",
        "/?attr%5Bfbclid%5D%5B%5D=T | /",
        "/?utm.gclid=T&a=1 | /?a=1",
        "/?last_gclid=T&a=1 | /?a=1",
        "/?GCLID__c=T&a=1 | /?a=1",
        "/?firstGclid=T&a=1 | /?a=1",
        "/?gclidOfClick=T&a=1 | /?a=1",
        "/?gclid_1=T&a=1 | /?a=1",
        "/?liFatId=T&a=1 | /?a=1",
        "/?lastGclId=T&firstMsClkId=T&a=1 | /?a=1",
        "/#/p?li_fatId=T&a=1 | /#/p?a=1",
        "/?u=%2Fx%3Fob_clickId%3DT&a=1 | /?u=%2Fx&a=1",
        "/?_gac_UA-1=1.16.T&a=1 | /?a=1",
        "/#/p?last_gclid=T&a=1 | /#/p?a=1",
        "/#/p?a=1&utm[gclid]=T | /#/p?a=1",
        "/?u=%2Fx%3Fb%3D2%26firstGclid%3DT&a=1 | /?u=%2Fx%3Fb%3D2&a=1",
        "/?u=%2Fx%3Futm%5Bgclid%5D%3DT&a=1 | /?u=%2Fx&a=1",
        "/?u=gclid%7CT&c=1 | /?c=1",
        "/p/gclid-T/x | /p/x",
        "/p/last_gclid/T/x | /p/last_gclid/x",
        "/?mc_cid=M1&last_mc_cid=M2&utm[tcid]=M3 | /?mc_cid=M1&last_mc_cid=M2&utm[tcid]=M3",
        "/gclid-explained?gclids=1&mygclid=2 | /gclid-explained?gclids=1&mygclid=2",
        "/search-gclid-Summer-Sale-2024-DE/x | /search-gclid-Summer-Sale-2024-DE/x",
        "/gclid_explained/in-2024/ | /gclid_explained/in-2024/",
        "/?sig=k3AwcB=&t=Qfbc/7 | /?sig=k3AwcB=&t=Qfbc/7"
      })
  void ofAUrlGoesTheParameterOrSegmentHoweverItsNameIsDecorated(String sent, String kept) {
    for (String host : List.of("https://s.example", "")) {
      String url = host + sent.replace("T", ID);
      JsonNode payload =
          payload(ADVERTISING_DENIED, "'page_url':'https://s.example/','landing':'" + url + "'");
      assertThat(payload.path("landing").asText("")).isEqualTo(expected(host, kept));
    }
    JsonNode page =
        payload(ADVERTISING_DENIED, "'page_url':'https://s.example" + sent.replace("T", ID) + "'");
    assertThat(page.path("page_url").textValue()).isEqualTo("https://s.example" + kept);
  }

  /** Where the id is no parameter's value, it can't be told from the rest of a text. */
  private static String expected(String host, String kept) {
    boolean whole = List.of("/p/x", "/p/last_gclid/x", "/?c=1").contains(kept);
    return host.isEmpty() && whole ? "" : host + kept;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gclid=>T",
        "{:gclid=>\"T\"}",
        "gclid=\"T\"",
        "gclid= T",
        "gclid=&gt;T",
        "gclid=&quot;T&quot;",
        "gclid:=T",
        "Array ( [gclid] => T )",
        "<gclid>T</gclid>",
        "&lt;gclid&gt;T&lt;/gclid&gt;",
        "gclid|T",
        "gclid%7CT",
        "gclid,T",
        "gclid-T",
        "gclid_T",
        "seen gclid (T) twice",
        "last_gclid: T",
        "[[\"lastGclid\", \"T\"], and no more",
        "GCLID__c = T",
        "<fbclid>T</fbclid>",
        "{\"p\":[\"last_gclid\",\"T\"]}"
      })
  void aTextThatShowsOneGoesWithIt(String shape) {
    String sent = json(shape.replace("T", ID));
    JsonNode ads =
        payload(
            ADVERTISING_DENIED, "'campaign':" + sent + ",'note':" + sent + ",'seen':'" + ID + "'");
    assertThat(ads.has("campaign") || ads.has("note") || ads.has("seen")).isFalse();
    JsonNode analytics =
        payload(ANALYTICS_DENIED, "'campaign':" + sent + ",'content':'x " + ID + "'");
    assertThat(analytics.has("campaign") || analytics.has("content")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcid|T", "last_tcid=T", "<mc_eid>T</mc_eid>", "tcid=>T"})
  void whereAnalyticsIsDeniedTheSameFormsOfOurOwnIdsGo(String shape) {
    String sent = shape.replace("T", ID);

    assertThat(payload(ADVERTISING_DENIED, "'campaign':'" + sent + "'").path("campaign").asText())
        .isEqualTo(sent);
    assertThat(payload(ANALYTICS_DENIED, "'campaign':'" + sent + "','content':'" + ID + "'"))
        .noneMatch(field -> field.asText().contains(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gclid - what is it",
        "gclid test",
        "gclid, gbraid and wbraid",
        "a gclid-explained: how to",
        "Search-gclid-Summer-Sale-2024-DE",
        "Brand_AWC_Summer_2024_Sale",
        "FBC_Prospecting:Lookalike",
        "FBC Bayern-muenchen-fans-2025",
        "AWC retargeting-campaign-2024",
        "Brand_AWC_Summer: 20% off",
        "EPIK_Launch: Day 1",
        "<gclid>",
        "mygclid|Gxyz12345AbCdEf987",
        "/gclid-explained",
        "{\"topics\":[\"gclid-explained\",\"seo\"]}"
      })
  void aTextThatOnlyTalksOfThemStays(String text) {
    for (String consent : List.of(ADVERTISING_DENIED, ANALYTICS_DENIED)) {
      assertThat(payload(consent, "'campaign':" + json(text)).path("campaign").asText())
          .isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':{'n':'gclid'},'v':'T'}",
        "{'a':{'n':'gclid','of':'url'},'v':'T'}",
        "{'a':{'n':'gclid'},'v':'short'}",
        "[['gclid','x'],['T','y']]",
        "{'a':[{'n':'gclid'}],'b':{'c':{'v':'T'}}}",
        "{'a':{'n':'gclid'},'v':12345678901234567890}",
        "{'name':'last_gclid','value':'T'}",
        "[['GCLID__c','x'],['T','y']]",
        "'{\\\"a\\\":{\\\"n\\\":\\\"gclid\\\"},\\\"v\\\":\\\"T\\\"}'"
      })
  void aListOrObjectThatNamesOneAndHoldsItElsewhereGoesWhole(String value) {
    assertThat(payload(ADVERTISING_DENIED, "'foo':" + value.replace("T", ID)).has("foo")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[['gclid','T'],['session','9f8e7d6c5b4a39281']] | [[],['session','9f8e7d6c5b4a39281']]",
        "[{'name':'gclid','value':'T'},{'s':'9f8e7d6c5b4a39281'}] | [{'s':'9f8e7d6c5b4a39281'}]",
        "{'topics':['gclid-explained','seo'],'n':3} | {'topics':['gclid-explained','seo'],'n':3}",
        "{'title':'AWC [draft]','n':3} | {'title':'AWC [draft]','n':3}",
        "{'gclid':'T','s':'9f8e7d6c5b4a39281'} | {'s':'9f8e7d6c5b4a39281'}"
      })
  void aListOrObjectThatHoldsItBesideItsNameKeepsTheRest(String sent, String kept) {
    JsonNode foo = payload(ADVERTISING_DENIED, "'foo':" + sent.replace("T", ID)).path("foo");

    assertThat(foo.toString()).isEqualTo(kept.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'_gac_UA-1':'1.16.T'",
        "'cookies':'a=b; _gac_UA-1=1.16.T; c=d'",
        "'cookies':'{\\\"_gac_UA-1\\\":\\\"1.16.T\\\"}'",
        "'cookies':{'_gac_gb_G-X1':'1.16.T'}"
      })
  void theAdsCookieGoesWhateverPropertyItIsOf(String fields) {
    String payload =
        new String(
            Door.open()
                .admitted(
                    event(
                        "page_view",
                        ADVERTISING_DENIED,
                        "'visitor_id':'v1'",
                        fields.replace("T", ID)))
                .payload(),
            UTF_8);

    assertThat(payload).doesNotContain(ID);
  }

  /** As a page may send it; Java would have thrown at the number, and overflowed at the depth. */
  @Test
  void jsonInATextThatNoReaderTakesIsReadAsText() {
    String number = "{\"x\":1e99999999999}";
    assertThat(payload(ADVERTISING_DENIED, "'note':" + json(number)).path("note").textValue())
        .isEqualTo(number);

    String text = "";
    for (int level = 0; level < 13; level++) {
      text = "[".repeat(999) + json(text) + "]".repeat(999);
    }
    assertThat(payload(ADVERTISING_DENIED, "'note':" + json(text)).path("note").textValue())
        .isEqualTo(text);
  }

  @Test
  void aNameOfIdsThatMayStayIsNoDecoratedOneOfAnother() {
    Config config = Config.defaults().with("consent.ad_click_id_parameters", "cid");
    JsonNode payload =
        Door.with(config)
            .payload(
                event(
                    "page_view",
                    ADVERTISING_DENIED,
                    "'visitor_id':'v1','page_url':'https://s.example/?mc_cid=M1&the_cid=SECRET'",
                    "'mc_cid':'M1','note':'/x?mc_cid=M1&the_cid=SECRET'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example/?mc_cid=M1");
    assertThat(payload.path("note").textValue()).isEqualTo("/x?mc_cid=M1");
    assertThat(payload.path("mc_cid").textValue()).isEqualTo("M1");
  }

  private static String json(String text) {
    return TextNode.valueOf(text).toString().replace("'", "\\u0027");
  }

  private static JsonNode payload(String consent, String fields) {
    return Door.open().payload(event("page_view", consent, "'visitor_id':'v1'", fields));
  }
}

package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where ids and other people's data were seen to hide from a denial. */
class DeniedConsentTest {

  private static final String ANALYTICS_DENIED =
      "'consent':{'analytics':'denied','advertising':'granted'}";
  private static final String ADVERTISING_DENIED =
      "'consent':{'analytics':'granted','advertising':'denied'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page_view  | 'value':{'a':'SECRET'}",
        "page_view  | 'value':'SECRET','currency':{'s':'SECRET'},'order_id':'SECRET','conversion_type':'SECRET'",
        "page_view  | 'erase':{'x':'SECRET'}",
        "click      | 'destination_url':'https://s.example/','adjustment':'SECRET'",
        "impression | 'adjustment':{'order_id':{'s':'SECRET'},'kind':['SECRET'],'value':{'x':'SECRET'}}",
        "conversion | 'order_id':'o','value':'1','erase':'SECRET','adjustment':['SECRET']",
        "adjustment | 'adjustment':{'order_id':'o','kind':'cancel'},'order_id':'SECRET','value':'SECRET','erase':1",
        "consent    | 'visitor_id':'v1','erase':true,'value':['SECRET'],'currency':'SECRET'"
      })
  void analyticsDeniedKeepsNoFieldThatMeansSomethingInAnotherTypeOnly(String type, String fields) {
    for (String consent : List.of(ANALYTICS_DENIED, Door.DENIED)) {
      assertThat(kept(type, consent, fields)).doesNotContain("SECRET");
    }
  }

  @Test
  void analyticsDeniedKeepsTheFieldsOfItsOwnType() {
    JsonNode order =
        Door.open().payload(event("conversion", Door.DENIED, "'order_id':'o1','value':'12.50'"));
    JsonNode refund =
        Door.open()
            .payload(
                event(
                    "adjustment",
                    Door.DENIED,
                    "'currency':'EUR','conversion_type':'lead'",
                    "'adjustment':{'order_id':'o1','kind':'refund','value':'2','note':'SECRET'}"));

    assertThat(order.path("order_id").textValue()).isEqualTo("o1");
    assertThat(order.path("value").textValue()).isEqualTo("12.50");
    assertThat(order.path("currency").textValue()).isEqualTo("EUR");
    assertThat(order.path("conversion_type").textValue()).isEqualTo("purchase");
    assertThat(refund.path("adjustment").toString())
        .isEqualTo("{\"order_id\":\"o1\",\"kind\":\"refund\",\"value\":\"2.00\"}");
    assertThat(refund.path("currency").textValue()).isEqualTo("EUR");
    assertThat(refund.path("conversion_type").textValue()).isEqualTo("lead");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x?gclid=SECRET | x",
        "https://s.example/?tcid=SECRET&a=1 | https://s.example/?a=1",
        "spring&mc_eid=SECRET | spring",
        "/tcid/SECRET/x | /x",
        "spring-sale | spring-sale"
      })
  void analyticsDeniedTakesClickIdsOutOfCampaignTexts(String sent, String kept) {
    for (String consent : List.of(ANALYTICS_DENIED, Door.DENIED)) {
      for (String field : ContractFields.CAMPAIGN) {
        JsonNode payload =
            Door.open().payload(event("page_view", consent, "'" + field + "':'" + sent + "'"));
        assertThat(payload.path(field).textValue()).isEqualTo(kept);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'page_url':'https://s.example/?utm_content=gclid%3DSECRET&utm_term=tcid%3DSECRET'",
        "'page_url':'https://s.example/p/tcid%2FSECRET'",
        "'page_url':'https://s.example/p/tcid//SECRET/fbclid/tcid/SECRET'",
        "'referrer':'android-app://com.example.app/gclid/SECRET'",
        "'device':{'class':'Mozilla/5.0 (iPhone; SECRET)'}",
      })
  void analyticsDeniedKeepsNoId(String fields) {
    for (String consent : List.of(ANALYTICS_DENIED, Door.DENIED)) {
      assertThat(kept("page_view", consent, fields)).doesNotContain("SECRET").doesNotContain("%3D");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'visitor_id':'SECRET','referrer':'https://s.example/v/secret/'",
        "'user_id':'SECRET','page_url':'https://s.example/account/SECRET/orders'",
        "'user_id':'SECRET@s.example','page_url':'https://s.example/a/SECRET%2540s.example'",
        "'user_id':'SECRET+x@s.example','page_url':'https://s.example/u/SECRET+x%40s.example/a'",
        "'user_id':'acme/SECRET','page_url':'https://s.example/account/acme/SECRET/x'",
        "'page_url':'https://s.example/?gclid[]=SECRET&utm_content=SECRET'",
        "'click_id':'SECRET','click_id_type':'gclid','page_url':'https://s.example/a;sid=SECRET'",
        "'click_id':'SECRET','click_id_type':'x','campaign':'u-SECRET','ad_group':'SECRET'",
        "'user_id':'SECRET-17','content':'xSECRET-17x','referrer':'android-app://a/SECRET-17'",
        "'page_url':'https://s.example/?gclid=SECRET&utm_content=SECRET'",
        "'page_url':'https://s.example/#!/p?gclid=SECRET','content':'SECRET'",
        "'page_url':'https://s.example/?a=1&amp;gclid=SECRET','content':'SECRET'",
        "'page_url':'https://s.example/gclid/SECRET/x','content':'SECRET'",
        "'page_url':'https://s.example/p;gclid=SECRET/x','referrer':'https://s.example/SECRET'",
        "'page_url':'https://s.example/?gclid%00=SECRET','content':'SECRET'",
        "'page_url':'https://s.example/?u=%2Fx%3Fgclid%3DSECRET%26a','content':'SECRET'",
        "'gclid':'SECRET','content':'SECRET'",
        "'layer':'{\\\"gclid\\\": \\\"SECRET\\\"}','content':'SECRET'",
        "'layer':['gclid','SECRET'],'content':'SECRET'",
        "'note':'tcid SECRET1abcdefghijklm','content':'SECRET1abcdefghijklm'",
      })
  void analyticsDeniedKeepsNoIdThatTheEventRepeats(String fields) {
    for (String consent : List.of(ANALYTICS_DENIED, Door.DENIED)) {
      assertThat(kept("page_view", consent, fields)).doesNotContainIgnoringCase("SECRET");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user_id,shop",
    "user_id,shop.example",
    "user_id,https",
    "user_id,8080",
    "visitor_id,example"
  })
  void whereAClickLedStaysWhateverItsPersonIsCalled(String field, String id) {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "click",
                    Door.DENIED,
                    "'" + field + "':'" + id + "'",
                    "'destination_url':'https://shop.example:8080/x'"));

    assertThat(payload.path("destination_url").textValue())
        .isEqualTo("https://shop.example:8080/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "undefined", "1", "fb", "shop"})
  void aPlaceholderInPlaceOfAClickIdTakesNothingWithIt(String placeholder) {
    String url = "https://s.example/" + placeholder + "?page=" + placeholder;
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    ADVERTISING_DENIED,
                    "'visitor_id':'v1','note':null,'campaign':'top " + placeholder + "'",
                    "'page_url':'" + url + "&gclid=" + placeholder + "'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo(url);
    assertThat(payload.path("campaign").textValue()).isEqualTo("top " + placeholder);
    assertThat(payload.has("note")).isTrue();
  }

  @Test
  void whatOnlyLooksLikePartOfAnIdStays() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    Door.DENIED,
                    "'user_id':'42','page_url':'https://s.example/p/142/42/a'",
                    "'campaign':'sale 2042'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example/p/142/a");
    assertThat(payload.path("campaign").textValue()).isEqualTo("sale 2042");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/p/gclid%2FSECRET/x                          | /p/x",
        "/p%2Fgclid/SECRET/x                          | /p/x",
        "/p/gclid//SECRET/x                           | /p/x",
        "/p/gclid/fbclid/SECRET/x                     | /p/x",
        "/#/p/gclid/SECRET/x                          | /#/p/x",
        "/#!/p/gclid/SECRET                           | /#!/p",
        "/?u=https%3A%2F%2Fy.example%2Fgclid%2FSECRET | /?u=https%3A%2F%2Fy.example",
        "/?u=%252Fp%252Fgclid%252FSECRET%252Fx&a=1    | /?u=%252Fp%252Fx&a=1",
        "/?gclid%5B%5D=SECRET&a=1                     | /?a=1",
        "/?a=1&gclid[0]=SECRET                        | /?a=1",
        "/?gclid%00=SECRET&a=1                        | /?a=1",
        "/?_gl=1*x*_gcl_aw*SECRET*_ga*MTIz&a=1        | /?a=1",
        "/#/p?gclid[]=SECRET&a=1                      | /#/p?a=1",
        "/?account_gl=1&list[]=gclid                  | /?account_gl=1&list[]=gclid",
        "/my-gclid/page/gclid-explained               | /my-gclid/page/gclid-explained",
        "/p%2Fq/x                                     | /p%2Fq/x"
      })
  void advertisingDeniedTakesClickIdsOutOfSegmentsWhereverTheyStand(String sent, String kept) {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    ADVERTISING_DENIED,
                    "'visitor_id':'v1','page_url':'https://s.example" + sent + "'",
                    "'landing':'https://s.example" + sent + "'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://s.example" + kept);
    assertThat(payload.path("landing").textValue()).isEqualTo("https://s.example" + kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'content':'/gclid/SECRET'",
        "'content':'gclid Cj0KCQSECRET12345'",
        "'landing':'https://s.example/p;gclid=SECRET/x'",
        "'landing':'{\\\"url\\\":\\\"https:\\\\/\\\\/s.example\\\\/gclid\\\\/SECRET\\\"}'",
        "'q':[['gclid'],['SECRET']]",
        "'q':{'keys':['a','gclid'],'values':['b','SECRET']}",
        "'q':'{\\\"keys\\\":[\\\"gclid\\\"],\\\"values\\\":[\\\"SECRET\\\"]}'",
        "'google_gclid':'SECRET','GCLID__c':'SECRET','gclidOfClick':'SECRET','seen':{'last-gclid':'SECRET'}",
        "'https://s.example/?gclid=SECRET':1",
        "'cookies':'_gcl_aw=GCL.123.SECRET; _fbc=fb.1.123.SECRET'",
        "'fbc':'fb.1.123.SECRET'",
        "'click_id':'SECRET','click_id_type':'gclid','note':'saw SECRET','seen':[{'a':'SECRET'}]",
        "'click_id':'SECRET','click_id_type':'gclid','referrer':'https://s.example/SECRET#SECRET'",
        "'page_url':'https://s.example/?gclid=SECRET&utm_content=SECRET&ref=SECRET'",
        "'value':{'u':'/x?gclid=SECRET'},'currency':'gclid=SECRET','erase':'/gclid/SECRET'"
      })
  void advertisingDeniedKeepsNoIdInUnknownFieldsAndTexts(String fields) {
    assertThat(kept("page_view", ADVERTISING_DENIED, "'visitor_id':'v1'," + fields))
        .doesNotContain("SECRET");
  }

  @Test
  void advertisingDeniedKeepsWhatIsNoId() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    ADVERTISING_DENIED,
                    "'visitor_id':'v1','mc_cid':'M1','gclids':3,'plan':{'mc_eid':'M2'}",
                    "'value':'7','content':'gclid test','landing':'https://s.example'"));

    assertThat(payload.path("mc_cid").textValue()).isEqualTo("M1");
    assertThat(payload.path("gclids").intValue()).isEqualTo(3);
    assertThat(payload.path("plan").toString()).isEqualTo("{\"mc_eid\":\"M2\"}");
    assertThat(payload.path("value").textValue()).isEqualTo("7");
    assertThat(payload.path("content").textValue()).isEqualTo("gclid test");
    assertThat(payload.path("landing").textValue()).isEqualTo("https://s.example");
  }

  @Test
  void aTextMadeToTakeLongIsReadInMoments() {
    List<String> hostile = new ArrayList<>();
    String parts =
        "/ gclid/ gclid~ %252F gclid%252f a;gclid \\/ gclid_ _gclid gclidG Gclid gclid[ [a] %5Bgclid"
            + " %5B %255Bgclid%255D gclid- gclid| gclid.a1b gclid&gt; gclid=> gclid=a& last_ aG a1 %25";
    for (String spaceless : parts.split(" ")) {
      String part = spaceless.replace('~', ' ');
      hostile.add("'n" + hostile.size() + "':'" + part.repeat(5_000 / part.length()) + "'");
    }
    String ids =
        IntStream.range(1_000, 1_400)
            .mapToObj(id -> "&gclid=AB" + id)
            .collect(Collectors.joining("", "'page_url':'https://s.example/?a", "'"));
    hostile.add(ids);
    String event =
        event("page_view", ADVERTISING_DENIED, "'visitor_id':'v1'", String.join(",", hostile));

    assertTimeout(Duration.ofSeconds(2), () -> Door.open().verdict(event));
  }

  private static String kept(String type, String consent, String fields) {
    return new String(Door.open().admitted(event(type, consent, fields)).payload(), UTF_8);
  }
}

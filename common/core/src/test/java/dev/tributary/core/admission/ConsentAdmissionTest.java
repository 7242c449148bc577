package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.Device;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentAdmissionTest {

  /** Whoever this is about is SECRET. */
  static final String EVERYTHING =
      "'visitor_id':'SECRET','user_id':'SECRET','click_id':'SECRET','click_id_type':'gclid',"
          + "'page_url':'https://shop.example/a?email=SECRET&utm_source=mail#SECRET',"
          + "'referrer':'https://other.example/?q=SECRET','loyalty':{'card':'SECRET'},"
          + "'user_agent':'Mozilla/5.0 (iPhone; SECRET) AppleWebKit/605.1.15 Safari/604.1','device':{'class':'phone','os':'SECRET'}";

  @ParameterizedTest
  @CsvSource({"denied,denied", "denied,granted", "unknown,unknown"})
  void analyticsDeniedKeepsNothingThatTellsWho(String analytics, String advertising) {
    Verdict.Admitted admitted =
        Door.open()
            .seenFrom(new Device("phone", "SECRET", "SECRET"))
            .admitted(event("page_view", consent(analytics, advertising), EVERYTHING));
    JsonNode payload = Door.tree(admitted.payload());

    assertThat(new String(admitted.payload(), UTF_8)).doesNotContain("SECRET");
    assertThat(payload.path("page_url").textValue()).isEqualTo("https://shop.example/a");
    assertThat(payload.path("referrer").textValue()).isEqualTo("https://other.example/");
    assertThat(payload.path("source").textValue()).isEqualTo("mail");
    assertThat(payload.path("device").toString()).isEqualTo("{\"class\":\"phone\"}");
    assertThat(admitted.notices()).containsExactly(Verdict.Notice.CONSENT_LIMITED);
  }

  @Test
  void campaignInTheFragmentOutlivesIt() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("denied", "denied"),
                    "'page_url':'https://shop.example/?utm_source=mail#utm_source=other&utm_medium=email&id=SECRET'"));

    assertThat(payload.path("source").textValue()).isEqualTo("mail");
    assertThat(payload.path("medium").textValue()).isEqualTo("email");
    assertThat(payload.toString()).doesNotContain("SECRET");
  }

  @Test
  void unknownIsGrantedWhereTheConfigSaysSo() {
    Config config =
        Config.defaults()
            .with("consent.unknown_analytics", "granted")
            .with("consent.unknown_advertising", "granted");

    JsonNode payload =
        Door.with(config)
            .payload(event("page_view", consent("unknown", "unknown"), "'visitor_id':'v1'"));

    assertThat(payload.path("visitor_id").textValue()).isEqualTo("v1");
    assertThat(payload.path("consent").path("analytics").textValue()).isEqualTo("unknown");
  }

  @Test
  void advertisingDeniedDropsEveryIdThatTheRegistryCallsAnAdPlatforms() {
    Set<String> parameters = new ClickIds(Config.defaults()).ofAdPlatforms();
    String query =
        parameters.stream().map(name -> name + "=SECRET").collect(Collectors.joining("&"));
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','page_url':'https://shop.example/?" + query + "&tcid=own'"));

    assertThat(parameters).hasSizeGreaterThanOrEqualTo(30).contains("gclid", "cjevent", "awc");
    assertThat(payload.path("page_url").textValue()).isEqualTo("https://shop.example/?tcid=own");
  }

  @Test
  void advertisingDeniedDropsThePlatformsClickIdsWhereverTheyStand() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','click_id':'SECRET','click_id_type':'gclid'",
                    "'page_url':'https://shop.example/?a=1&gclid=SECRET&GBRAID=SECRET&b=2&u=%2Fx%3Fgclid%3DSECRET#fbclid=SECRET'",
                    "'fbclid':'SECRET','seen':{'deep':[{'msclkid':'SECRET'}]}",
                    "'landing':'/x?ttclid=SECRET','kept':'yes'"));

    assertThat(payload.toString()).doesNotContain("SECRET");
    assertThat(payload.path("page_url").textValue())
        .isEqualTo("https://shop.example/?a=1&b=2&u=%2Fx");
    assertThat(payload.path("landing").textValue()).isEqualTo("/x");
    assertThat(payload.path("seen").toString()).isEqualTo("{\"deep\":[{}]}");
    assertThat(payload.path("visitor_id").textValue()).isEqualTo("v1");
    assertThat(payload.path("kept").textValue()).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/p;gclid=SECRET | /p",
        "/p;a=1;GCLID=SECRET;b=2/x | /p;a=1;b=2/x",
        "/p;gcl%69d=SECRET/x;cjevent=SECRET | /p/x",
        "/p%3Bgclid%3DSECRET/x?a=1 | /p%3B/x?a=1",
        "/gclid=SECRET/x | /x",
        "/gclid:SECRET/x | /x",
        "/p/gclid/SECRET | /p",
        "/gclid/SECRET/?gclid=SECRET | /",
        "/p&gclid=SECRET/x | /p/x",
        "/my-gclid;page=2/gclid-explained/ | /my-gclid;page=2/gclid-explained/",
        "/p;mc_cid=M1 | /p;mc_cid=M1"
      })
  void advertisingDeniedTakesClickIdsOutOfAPath(String sent, String kept) {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','page_url':'https://shop.example" + sent + "'",
                    "'referrer':'https://shop.example" + sent + "'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://shop.example" + kept);
    assertThat(payload.path("referrer").textValue()).isEqualTo("https://shop.example" + kept);
  }

  @Test
  void analyticsDeniedLeavesNoClickIdInAPath() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("denied", "granted"),
                    "'page_url':'https://shop.example/p;mc_cid=SECRET/x;a=1?b=2'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://shop.example/p/x;a=1");
  }

  @Test
  void advertisingDeniedTakesClickIdsOutOfWhatTheContractDoesNotKnowWithinConsent() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied")
                        .replace("}", ",'note':'gclid=SECRET','by':'banner','of':'gclid'}"),
                    "'visitor_id':'v1','page_url':'https://shop.example/'"));

    assertThat(payload.path("consent").toString())
        .isEqualTo(
            "{\"analytics\":\"granted\",\"advertising\":\"denied\",\"by\":\"banner\",\"of\":\"gclid\"}");
  }

  @Test
  void advertisingDeniedTakesClickIdsOutOfAnAppsReferrer() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','page_url':'https://shop.example/'",
                    "'referrer':'android-app://com.example.app/x?a=1&gclid=SECRET'"));

    assertThat(payload.path("referrer").textValue())
        .isEqualTo("android-app://com.example.app/x?a=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://x.example/?gclid=SECRET | https://x.example/",
        "https://x.example/?a=1&gclid=SECRET#top | https://x.example/?a=1#top",
        "/x?gclid=SECRET&fbclid=SECRET&a=1 | /x?a=1",
        "/x?a=1&GCLID=SECRET&fbclid=SECRET | /x?a=1",
        "seen gclid=SECRET, then left | seen  then left",
        "/x?u=https%3A%2F%2Fy.example%2F%3Fgclid%3DSECRET%26b%3D2&a=1"
            + " | /x?u=https%3A%2F%2Fy.example%2F%3Fb%3D2&a=1",
        "/x?u=%2Fy%3Fb%3D2%26gclid%3DSECRET&a=1 | /x?u=%2Fy%3Fb%3D2&a=1",
        "/x?v=%2Fy%3Fu%3D%252Fz%253Fgclid%253DSECRET&a=1 | /x?v=%2Fy%3Fu%3D%252Fz&a=1",
        "{\"gclid\":\"SECRET\",\"page\":\"/x?fbclid=SECRET\",\"n\":1.10} | {\"page\":\"/x\",\"n\":1.10}",
        "[[\"gclid\",\"SECRET\"],[\"a\",\"b\"]] | [[],[\"a\",\"b\"]]",
        "[{\"name\":\"fbclid\",\"value\":\"SECRET\"},{\"name\":\"a\"}] | [{\"name\":\"a\"}]",
        "mygclid=theirs | mygclid=theirs",
        "mygclid: theirs | mygclid: theirs",
        "a gclid, and what it is | a gclid, and what it is"
      })
  void ofATextThatNoFieldOfTheContractHoldsOnlyTheClickIdGoes(String sent, String kept) {
    JsonNode payload = withAdvertisingDenied(sent);

    assertThat(payload.path("note").path("of").path(0).textValue()).isEqualTo(kept);
    assertThat(payload.path("plan").intValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gclid=SECRET",
        "{\"gclid\":\"SECRET\", and no more",
        "/x?gcl%69d=SECRET",
        "{\\\"gclid\\\":\\\"SECRET\\\"}",
        "{gclid:'SECRET'}",
        "[['gclid', 'SECRET']]",
        "gclid: SECRET",
        "gclid = SECRET",
        "/x?u=%7B%22gclid%22%3A%22SECRET%22%7D"
      })
  void aTextWhoseClickIdCanNotBeToldFromTheRestGoes(String sent) {
    JsonNode payload = withAdvertisingDenied(sent);

    assertThat(payload.path("note").toString()).isEqualTo("{\"of\":[]}");
    assertThat(payload.path("plan").intValue()).isEqualTo(3);
  }

  private static JsonNode withAdvertisingDenied(String note) {
    String text = TextNode.valueOf(note).toString().replace("'", "\\u0027");
    return Door.open()
        .payload(
            event(
                "page_view",
                consent("granted", "denied"),
                "'visitor_id':'v1','plan':3,'note':{'of':[" + text + "]}"));
  }

  @Test
  void advertisingDeniedKeepsOurOwnClickId() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','click_id':'T1','click_id_type':'tcid'",
                    "'page_url':'https://shop.example/?tcid=T1'"));

    assertThat(payload.path("click_id").textValue()).isEqualTo("T1");
    assertThat(payload.path("page_url").textValue()).isEqualTo("https://shop.example/?tcid=T1");
  }

  @ParameterizedTest
  @CsvSource({
    "mc_cid, M1",
    "MC_EID, M1",
    "mkt_tok, M1",
    "gclid,",
    "wbraid,",
    "nobodyknows,",
    "'',"
  })
  void advertisingDeniedKeepsANewslettersClickIdAndDropsWhatMayBeAnAds(String type, String kept) {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','click_id':'M1','click_id_type':'" + type + "'"));

    assertThat(payload.path("click_id").textValue()).isEqualTo(kept);
    assertThat(payload.path("click_id_type").textValue()).isEqualTo(kept == null ? null : type);
  }

  @Test
  void aTypeThatTheConfigCallsAnAdPlatformsGoesThoughTheRegistryKnowsItOtherwise() {
    Config config = Config.defaults().with("consent.ad_click_id_parameters", "mc_cid");
    JsonNode payload =
        Door.with(config)
            .payload(
                event(
                    "page_view",
                    consent("granted", "denied"),
                    "'visitor_id':'v1','click_id':'SECRET','click_id_type':'mc_cid'"));

    assertThat(payload.toString()).doesNotContain("SECRET");
  }

  @Test
  void aConsentEventIsKeptUnderThePseudonymOfItsVisitor() {
    JsonNode payload =
        Door.open()
            .payload(
                event("consent", consent("denied", "denied"), "'visitor_id':'v1','erase':true"));

    assertThat(payload.path("visitor_id").textValue()).isEqualTo(Door.PSEUDONYMS.of("v1"));
    assertThat(payload.path("erase").booleanValue()).isTrue();
  }

  @Test
  void aConsentEventOfNobodyIsRefused() {
    assertThat(Door.open().reason(event("consent", consent("denied", "denied"))))
        .isEqualTo("missing_visitor");
  }

  private static String consent(String analytics, String advertising) {
    return "'consent':{'analytics':'" + analytics + "','advertising':'" + advertising + "'}";
  }
}

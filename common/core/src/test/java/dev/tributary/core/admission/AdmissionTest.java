package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.DENIED;
import static dev.tributary.core.admission.Door.GRANTED;
import static dev.tributary.core.admission.Door.NOW;
import static dev.tributary.core.admission.Door.conversion;
import static dev.tributary.core.admission.Door.event;
import static dev.tributary.core.admission.Door.pageView;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Event.Adjustment;
import dev.tributary.core.event.Event.Click;
import dev.tributary.core.event.Event.Conversion;
import dev.tributary.core.event.Event.PageView;
import dev.tributary.core.event.Origin;
import dev.tributary.core.event.Times;
import dev.tributary.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private final Door door = Door.open();

  @Test
  void unknownFieldsAreKept() {
    JsonNode payload = door.payload(pageView("'plan':{'tier':3,'exact':1.10}"));

    assertThat(payload.path("plan").toString()).isEqualTo("{\"tier\":3,\"exact\":1.10}");
  }

  @Test
  void stringsAreTrimmedAndBlankOnesAreAbsent() {
    JsonNode payload = door.payload(pageView("'source':'  News ','medium':' '"));

    assertThat(payload.path("source").textValue()).isEqualTo("News");
    assertThat(payload.has("medium")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00A0",
        " \u2007\u202F ",
        "\u200B",
        "\u2060\uFEFF",
        "\u3000",
        "\u3164",
        "\u2800\u115F"
      })
  void whatShowsNothingIsBlank(String invisible) {
    assertThat(door.reason(pageView().replace("v1", invisible))).isEqualTo("missing_visitor");
    assertThat(door.payload(pageView("'user_id':'" + invisible + "'")).has("user_id")).isFalse();
    assertThat(door.payload(pageView("'link_id':'" + invisible + "l 1" + invisible + "'")))
        .isEqualTo(door.payload(pageView("'link_id':'l 1'")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event_id", "visitor_id", "user_id", "click_id", "link_id"})
  void aControlCharacterInAnIdentifierIsRefusedByItsCodeAndOneInATextIsKept(String field) {
    Verdict.Refused refused =
        door.refused(
            pageView()
                .replace("'visitor_id':'v1'", "'visitor_id':'v1','" + field + "':'a\\u0007b'")
                .replace("'visitor_id':'v1','visitor_id'", "'visitor_id'"));

    assertThat(refused.rejection().reason().code()).isEqualTo("control_character");
    assertThat(refused.rejection().problem())
        .isEqualTo("The field " + field + " holds the control character U+0007.");
    assertThat(door.payload(pageView("'content':'a\\tb'")).path("content").textValue())
        .isEqualTo("a\tb");
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    String emoji = "\uD83D\uDE00".repeat(256);

    assertThat(door.payload(pageView("'term':'" + emoji + "'")).path("term").textValue())
        .isEqualTo(emoji);
    assertThat(door.reason(pageView("'term':'" + emoji + "x'"))).isEqualTo("too_long");
  }

  @Test
  void sixteenLevelsAreTaken() {
    door.admitted(pageView("'a':" + "[".repeat(15) + "]".repeat(15)));
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    byte[] json = ("\uFEFF" + pageView().replace('\'', '"')).getBytes(UTF_8);

    assertThat(door.verdict(json)).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void campaignFieldsComeFromUtmWhereAbsent() {
    PageView view =
        (PageView)
            door.admitted(
                    pageView(
                        "'source':'own'",
                        "'page_url':'https://shop.example/?utm_source=x&UTM_MEDIUM=e%2Dmail"
                            + "&utm_campaign=&utm_campaign=May+sale&utm_adgroup=Group1'"))
                .event();

    assertThat(view.context().campaign().source()).isEqualTo("own");
    assertThat(view.context().campaign().medium()).isEqualTo("e-mail");
    assertThat(view.context().campaign().campaign()).isEqualTo("May sale");
    assertThat(view.context().campaign().adGroup()).isEqualTo("Group1");
  }

  @Test
  void aClickTakesItsCampaignFromItsDestinationAndNotFromThePageOfTheAd() {
    Click click =
        (Click)
            door.admitted(
                    event(
                        "click",
                        "'visitor_id':'v1'," + GRANTED,
                        "'destination_url':'https://shop.example/?utm_source=ours'",
                        "'page_url':'https://blog.example/?utm_medium=theirs'"))
                .event();

    assertThat(click.context().campaign().source()).isEqualTo("ours");
    assertThat(click.context().campaign().medium()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https://a.example/x",
    "android-app://com.mail/, android-app://com.mail/",
    "about:client, ",
    "file:///etc/passwd, ",
    "a.example, "
  })
  void aReferrerThatIsNoneIsClearedAndCounted(String given, String kept) {
    Verdict.Admitted admitted = door.admitted(pageView("'referrer':'" + given + "'"));

    assertThat(((PageView) admitted.event()).context().referrer()).isEqualTo(kept);
    assertThat(admitted.notices().contains(Verdict.Notice.REFERRER_CLEARED))
        .isEqualTo(kept == null);
  }

  @Test
  void aReferrerOfTheWrongTypeIsClearedToo() {
    assertThat(door.admitted(pageView("'referrer':5")).notices())
        .containsExactly(Verdict.Notice.REFERRER_CLEARED);
  }

  @Test
  void urlsAreKeptAsBrowsersWriteThem() {
    JsonNode payload = door.payload(pageView("'page_url':'HTTPS://u:p@EXAMPLE.com:443/a/../b c'"));

    assertThat(payload.path("page_url").textValue()).isEqualTo("https://example.com/b%20c");
  }

  @ParameterizedTest
  @CsvSource({
    "'12.5', eur, 1250, EUR",
    "12.50, EUR, 1250, EUR",
    "1e2, JPY, 100, JPY",
    "'1.234', KWD, 1234, KWD",
    "0, EUR, 0, EUR",
    "'0.00', EUR, 0, EUR",
    "0.1, , 10, EUR"
  })
  void valuesAreReadExactly(String value, String currency, long minor, String code) {
    String given = value.contains("e") || value.equals("0.1") ? value : "'" + value + "'";
    String member = currency == null ? "'x':0" : "'currency':'" + currency + "'";
    Conversion order =
        (Conversion)
            door.admitted(conversion("'order_id':'o'", "'value':" + given, member)).event();

    assertThat(order.value()).isEqualTo(new Money(minor, code));
    assertThat(order.conversionType()).isEqualTo("purchase");
  }

  @Test
  void aLeadNeedsNoValue() {
    Conversion lead =
        (Conversion)
            door.admitted(conversion("'order_id':'o'", "'conversion_type':'lead'")).event();
    Conversion inDollars =
        (Conversion)
            door.admitted(
                    conversion("'order_id':'o'", "'conversion_type':'lead'", "'currency':'usd'"))
                .event();

    assertThat(lead.value()).isNull();
    assertThat(lead.currency()).isNull();
    assertThat(inDollars.value()).isNull();
    assertThat(inDollars.currency()).isEqualTo("USD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100.0", "'100.0'"})
  void decimalsThatACurrencyLacksAreRefusedEvenWhereZero(String value) {
    assertThat(door.reason(conversion("'order_id':'o'", "'value':" + value, "'currency':'JPY'")))
        .isEqualTo("too_many_decimals");
  }

  @Test
  void anAdjustmentNeedsNoVisitorAndACancelNoValue() {
    Adjustment cancel =
        (Adjustment)
            door.admitted(
                    event("adjustment", GRANTED, "'adjustment':{'order_id':' o ','kind':'cancel'}"))
                .event();

    assertThat(cancel.orderId()).isEqualTo("o");
    assertThat(cancel.value()).isNull();
  }

  @Test
  void anAdjustmentsAmountWithoutACurrencyWaitsForItsOrder() {
    Adjustment yen = (Adjustment) door.admitted(refund("1200")).event();
    Adjustment dinars = (Adjustment) door.admitted(refund("'+01.125'")).event();
    Adjustment named = (Adjustment) door.admitted(refund("1200", "'currency':'jpy'")).event();

    assertThat(yen.value()).isNull();
    assertThat(yen.valueInOrderCurrency()).isEqualTo(new BigDecimal("1200"));
    assertThat(dinars.valueInOrderCurrency()).isEqualTo(new BigDecimal("1.125"));
    assertThat(named.value()).isEqualTo(new Money(1_200, "JPY"));
    assertThat(named.valueInOrderCurrency()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1.00000, too_many_decimals",
    "1e-999999999, too_many_decimals",
    "1e15, value_too_large",
    "-1, negative_value"
  })
  void anAmountThatNoCurrencyHasIsRefused(String value, String reason) {
    assertThat(door.reason(refund(value))).isEqualTo(reason);
  }

  private static String refund(String value, String... more) {
    String what = "'adjustment':{'order_id':'o','kind':'refund','value':" + value + "}";
    return event(
        "adjustment",
        GRANTED,
        Stream.concat(Stream.of(what), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void aFutureTimeIsClampedAndTheOriginalKept() {
    Verdict.Admitted admitted =
        door.admitted(pageView().replace("2026-11-08T10:00:00Z", "2026-11-09T00:00:00+02:00"));

    assertThat(admitted.event().header().times())
        .isEqualTo(new Times(NOW, Instant.parse("2026-11-08T22:00:00Z"), null, NOW));
    assertThat(admitted.notices()).containsExactly(Verdict.Notice.TIME_CLAMPED);
  }

  @Test
  void aSendersClockThatIsOffIsCorrected() {
    Verdict.Admitted behind = door.admitted(pageView("'sent_at':'2026-11-08T10:01:00Z'"));
    Verdict.Admitted withinAMinute = door.admitted(pageView("'sent_at':'2026-11-08T11:59:00Z'"));

    assertThat(behind.event().header().times().occurredAt())
        .isEqualTo(Instant.parse("2026-11-08T11:59:00Z"));
    assertThat(behind.notices()).containsExactly(Verdict.Notice.SKEW_CORRECTED);
    assertThat(withinAMinute.event().header().times().occurredAt())
        .isEqualTo(Instant.parse("2026-11-08T10:00:00Z"));
  }

  @Test
  void theDeviceOfTheRequestFillsWhatTheEventLacksAndARobotWins() {
    Door robot = door.seenFrom(new Device(Device.ROBOT, "linux", null));

    PageView view = (PageView) robot.admitted(pageView("'device':{'class':'phone'}")).event();

    assertThat(view.context().device()).isEqualTo(new Device(Device.ROBOT, "linux", null));
  }

  @Test
  void aUserAgentInsideTheEventIsReducedAndDiscarded() {
    JsonNode payload =
        door.payload(
            pageView(
                "'user_agent':'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
                    + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari/604.1'"));

    assertThat(payload.has("user_agent")).isFalse();
    assertThat(payload.path("device").path("os").textValue()).isEqualTo("ios");
  }

  @Test
  void aUserIdTravelsAsPseudonymOnly() {
    Verdict.Admitted admitted = door.admitted(pageView("'user_id':'ann@shop.example'"));

    assertThat(new String(admitted.payload(), UTF_8)).doesNotContain("ann");
    assertThat(admitted.event().header().identifiers().userId())
        .isEqualTo(Door.PSEUDONYMS.of("ann@shop.example"))
        .startsWith("p_");
  }

  @Test
  void aRedirectKeepsItsMintedClickIdAndNoVisitor() {
    Admission admission =
        new Admission(dev.tributary.core.config.Config.defaults(), Door.PSEUDONYMS);
    Arrival arrival = new Arrival(new Origin("c", 1), NOW, new Device("phone", "ios", "safari"));

    Verdict.Admitted click =
        admission.redirect(
            new RedirectClick("may", "https://shop.example/?utm_source=mail", "T1", null), arrival);

    assertThat(click.event().header().identifiers().clickId()).isEqualTo("T1");
    assertThat(click.event().header().identifiers().clickIdType()).isEqualTo("tcid");
    assertThat(((Click) click.event()).context().campaign().source()).isEqualTo("mail");
    assertThat(((Click) click.event()).context().device())
        .isEqualTo(new Device("phone", null, null));
  }

  @Test
  void aRefusedEventIsKeptUnlessItsConsentDenies() {
    String broken = "'page_url':'nowhere'";

    assertThat(door.refused(pageView(broken)).keptBytes()).isNotNull();
    assertThat(door.refused(event("page_view", DENIED, broken)).keptBytes()).isNull();
    assertThat(door.refused("{'event_type':'page_view'}").keptBytes()).isNotNull();
    assertThat(door.refused("{" + DENIED + ",'visitor_id':'v").keptBytes()).isNull();
    assertThat(door.refused("{'a':1,'a':2," + DENIED + "}").keptBytes()).isNull();
    assertThat(door.refused("{" + GRANTED + "," + DENIED + "}").keptBytes()).isNull();
    assertThat(door.refused("{'a':'" + "x".repeat(70_000) + "'}").keptBytes()).isNull();
  }
}

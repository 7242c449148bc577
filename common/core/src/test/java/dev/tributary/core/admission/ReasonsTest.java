package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.GRANTED;
import static dev.tributary.core.admission.Door.conversion;
import static dev.tributary.core.admission.Door.event;
import static dev.tributary.core.admission.Door.pageView;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason is given for the input that it is meant for; a new reason needs an example here. */
class ReasonsTest {

  private static final String VISITOR = "'visitor_id':'v1'," + GRANTED;

  // The excluded ones are about imported files, or about what happens around admission.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MALFORMED_LINE", "FAILED_EXPRESSION", "VALIDATION_UNAVAILABLE", "UNDELIVERABLE"})
  void eachReasonIsGivenForItsExample(Reason reason) {
    Rejection rejection = rejection(reason);

    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.problem()).endsWith(".").doesNotContain("%s").doesNotContain("  ");
    assertThat(rejection.remedy()).endsWith(".");
    assertThat(reason.sentence()).endsWith(".");
  }

  private static Rejection rejection(Reason reason) {
    return switch (reason) {
      case REQUEST_TOO_LARGE -> ofBody(new byte[1024 * 1024 + 1]);
      case TOO_MANY_EVENTS -> ofBody(("[" + "{},".repeat(1000) + "{}]").getBytes(UTF_8));
      case INVALID_UTF8 -> ofEvent(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
      default -> ofEvent(example(reason).replace('\'', '"').getBytes(UTF_8));
    };
  }

  private static String example(Reason reason) {
    return switch (reason) {
      case EVENT_TOO_LARGE -> pageView("'note':'" + "x".repeat(64 * 1024) + "'");
      case MALFORMED_JSON -> "{'schema_version':1,";
      case NOT_AN_OBJECT -> "[1]";
      case TOO_DEEP -> pageView("'a':" + "[".repeat(16) + "]".repeat(16));
      case DUPLICATE_MEMBER -> pageView("'page_url':'https://a.example/'", "'page_url':null");
      case LONE_SURROGATE -> pageView("'note':'\\ud800'");
      case WRONG_TYPE -> pageView("'source':5");
      case TOO_LONG -> pageView("'source':'" + "x".repeat(257) + "'");
      case CONTROL_CHARACTER -> pageView("'user_id':'a\\u0000b'");
      case MISSING_SCHEMA_VERSION -> pageView().replace("'schema_version':1,", "");
      case UNSUPPORTED_SCHEMA_VERSION -> pageView().replace("version':1", "version':2");
      case MISSING_CONSENT -> event("page_view", "'visitor_id':'v1'");
      case INVALID_CONSENT -> pageView().replace("'granted'", "'yes'");
      case MISSING_EVENT_TYPE -> event(" ", VISITOR);
      case UNKNOWN_EVENT_TYPE -> event("purchase", VISITOR);
      case MISSING_TIME -> pageView().replace("occurred_at", "happened_at");
      case INVALID_TIME -> pageView().replace("10:00:00Z", "10:00:00");
      case MISSING_VISITOR -> event("page_view", GRANTED);
      case MISSING_USER -> event("identify", VISITOR);
      case MISSING_DESTINATION -> event("click", VISITOR);
      case INVALID_URL -> pageView("'page_url':'www.example.com/a'");
      case MISSING_ORDER_ID -> conversion("'value':1");
      case MISSING_VALUE -> conversion("'order_id':'o'");
      case INVALID_VALUE -> conversion("'order_id':'o'", "'value':'1,50'");
      case NEGATIVE_VALUE -> conversion("'order_id':'o'", "'value':-0.01");
      case TOO_MANY_DECIMALS -> conversion("'order_id':'o'", "'value':'0.001'");
      case VALUE_TOO_LARGE -> conversion("'order_id':'o'", "'value':1e999999999");
      case UNKNOWN_CURRENCY -> conversion("'order_id':'o'", "'value':1", "'currency':'XAU'");
      case MISSING_ADJUSTMENT -> event("adjustment", GRANTED);
      case UNKNOWN_ADJUSTMENT_KIND ->
          event("adjustment", GRANTED, "'adjustment':{'order_id':'o','kind':'gift','value':1}");
      default -> throw new AssertionError("no example of " + reason);
    };
  }

  private static Rejection ofBody(byte[] body) {
    return ((RequestBody.Refused) RequestBody.split(body)).rejection();
  }

  private static Rejection ofEvent(byte[] bytes) {
    Verdict verdict = Door.open().verdict(bytes);
    assertThat(verdict).as(Arrays.toString(bytes)).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).rejection();
  }
}

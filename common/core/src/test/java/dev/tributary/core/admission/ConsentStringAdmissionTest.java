package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TCF and GPP strings beside the words of a consent do to an event. */
class ConsentStringAdmissionTest {

  /** A TCF string that allows purposes 1 and 8. */
  private static final String MEASURES_CONTENT =
      "CQuOAvBQuOAvBAAAAAENAACAAIEAAAAAAAAAFeQBAABAAFAASArwAAAAAAAA.QAAA.IAAA";

  static final String ALLOWS_NOTHING = "CQuOAvBQuOAvBAAAAAENAACAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void consentStringThatDeniesAdvertisingDropsThePlatformsClickIds() {
    Verdict.Admitted admitted =
        Door.open()
            .admitted(
                event(
                    "page_view",
                    withString("granted", MEASURES_CONTENT),
                    "'visitor_id':'v1','click_id':'SECRET','click_id_type':'gclid'"));
    JsonNode payload = Door.tree(admitted.payload());

    assertThat(payload.toString()).doesNotContain("SECRET");
    assertThat(payload.path("visitor_id").textValue()).isEqualTo("v1");
    assertThat(payload.path("consent").path("advertising").textValue()).isEqualTo("denied");
    assertThat(payload.path("consent").path("tcf").textValue()).isEqualTo(MEASURES_CONTENT);
    assertThat(admitted.event().header().consent())
        .isEqualTo(new Consent(Choice.GRANTED, Choice.DENIED));
  }

  @Test
  void consentStringThatGrantsDecidesWhereTheWordsDoNotKnow() {
    JsonNode payload =
        Door.open()
            .payload(
                event("page_view", withString("unknown", MEASURES_CONTENT), "'visitor_id':'v1'"));

    assertThat(payload.path("visitor_id").textValue()).isEqualTo("v1");
  }

  @Test
  void consentStringThatDeniesAnalyticsKeepsNothingThatTellsWho() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    withString("granted", ALLOWS_NOTHING),
                    ConsentAdmissionTest.EVERYTHING));

    assertThat(payload.toString()).doesNotContain("SECRET").doesNotContain(ALLOWS_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'tcf':7", "'tcf':{'C':1}", "'gpp':'?'", "'gpp':['DBAA']"})
  void consentStringThatCannotBeReadLetsNothingBeGranted(String string) {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    "'consent':{'analytics':'granted','advertising':'granted'," + string + "}",
                    "'visitor_id':'v1'"));

    assertThat(payload.path("consent").path("analytics").textValue()).isEqualTo("unknown");
    assertThat(payload.path("consent").path("advertising").textValue()).isEqualTo("unknown");
    assertThat(payload.has("visitor_id")).isFalse();
  }

  @Test
  void consentStringThatIsNullIsNone() {
    JsonNode payload =
        Door.open()
            .payload(
                event(
                    "page_view",
                    "'consent':{'analytics':'granted','advertising':'granted','tcf':null}",
                    "'visitor_id':'v1'"));

    assertThat(payload.path("visitor_id").textValue()).isEqualTo("v1");
  }

  static String withString(String words, String tcf) {
    return "'consent':{'analytics':'%s','advertising':'%s','tcf':'%s'}"
        .formatted(words, words, tcf);
  }
}

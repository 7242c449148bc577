package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refused bytes are kept for a replay. */
class KeptBytesTest {

  @Test
  void refusedBytesAreNotKeptWhereAConsentStringDenies() {
    String without =
        event(
            "page_view",
            ConsentStringAdmissionTest.withString(
                "granted", ConsentStringAdmissionTest.ALLOWS_NOTHING),
            "'value':-1");
    String kept = event("teleport", "'visitor_id':'v1'," + Door.GRANTED);

    assertThat(Door.open().refused(without.replace("page_view", "teleport")).keptBytes()).isNull();
    assertThat(Door.open().refused(kept).keptBytes()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'visitor_id':'v1','consent':{'analytics':'denied','advertising':'denied'}},",
        "{'event':{'visitor_id':'v1','consent':{'analytics':'denied','advertising':'granted'}}}",
        "{'consent':{'analytics':'granted','advertising':'granted'},'event':{'analytics':'denied'}}",
        "{'visitor_id':'v1','consent':'denied'}",
        "{'visitor_id':'v1','consent':false}",
        "{'visitor_id':'v1','consent':{'analytics':false,'advertising':true}}",
        "{'visitor_id':'v1','consent':{'analytics':'granted','advertising':0}}",
        "{'events':[{'analytics':false}]}",
        "{'consent':['denied']}",
        "{'consent':{'ad_storage':'denied','analytics_storage':'denied'}}",
        "{'consent':{'analytics':{'state':'denied'},'advertising':{'state':'granted'}}}",
        "{'consent':{'granted':false}}",
        "{'consent':{'analytics_denied':true}}",
        "{'consent':{'analytics':'granted','advertising':'granted'},'k':{'choice':'denied'}}",
        "'{\\\"consent\\\":{\\\"analytics\\\":\\\"DENIED\\\"}}'"
      })
  void refusedBytesThatSpeakOfADenialAreNotKeptInWhateverShapeTheyCame(String sent) {
    assertThat(Door.open().refused(sent).keptBytes()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'visitor_id':'v1','consent':{'analytics':'granted','advertising':'granted'}},",
        "{'visitor_id':'v1','consent':'granted'}",
        "{'visitor_id':'v1','consent':{'analytics':true,'advertising':1},'content':'no'}",
        "{'consent':{'analytics':'granted','advertising':'granted'},'content':'denied boarding'}",
        "{'consent':{'analytics':'granted','advertising':'granted'},'term':'no-consent: no matter'}",
        "{'consent':{'analytics':'granted','advertising':'granted'},'page_url':'/?consent=0'}",
        "{'visitor_id':'v1'"
      })
  void refusedBytesThatDenyNothingAreKept(String sent) {
    assertThat(Door.open().refused(sent).keptBytes()).isNotNull();
  }
}

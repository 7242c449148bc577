package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "Content-Type";
  private static final String SHOP = "https://shop.example";

  @TempDir static Path data;
  static CaptureFixture capture;

  @BeforeAll
  static void start() {
    capture = CaptureFixture.start(data, Map.of("capture.allowed_origins", SHOP));
  }

  @AfterAll
  static void stop() {
    capture.close();
  }

  @Test
  void eachEventOfAnArrayIsAnsweredInItsOrder() throws Exception {
    String body =
        "["
            + SampleEvents.pageView("a1", "v1")
            + ","
            + SampleEvents.rejected()
            + ",{broken},"
            + SampleEvents.pageView("a2", "v1")
            + "]";
    HttpResponse<String> answer = capture.post(body);
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode events = JSON.readTree(answer.body());
    assertThat(events).hasSize(4);
    assertThat(events.findValuesAsText("accepted"))
        .containsExactly("true", "false", "false", "true");
    assertThat(events.get(0).path("key").asText()).matches("[0-9a-f]{64}");
    assertThat(events.get(1).path("reason").asText()).isEqualTo("missing_consent");
    assertThat(events.get(1).path("remedy").asText()).isNotBlank();
    assertThat(events.get(2).path("reason").asText()).isEqualTo("malformed_json");
    assertThat(events.get(3).path("key")).isNotEqualTo(events.get(0).path("key"));
  }

  @Test
  void acceptedAndRejectedAreBothInTheJournalWhenTheAnswerArrives() throws Exception {
    long before = capture.server().journaled();
    capture.post("[" + SampleEvents.pageView("b1", "v1") + "," + SampleEvents.rejected() + "]");
    assertThat(capture.server().journaled()).isEqualTo(before + 2);
  }

  @Test
  void aSingleObjectIsAnsweredAsAnArrayOfOne() throws Exception {
    HttpResponse<String> answer = capture.post(SampleEvents.pageView("c1", "v1"));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body())).hasSize(1);
  }

  @Test
  void whereNoneIsAcceptedTheStatusSaysSo() throws Exception {
    assertThat(capture.post(SampleEvents.rejected()).statusCode()).isEqualTo(422);
  }

  @Test
  void aBeaconMaySendTextAndAPackedBody() throws Exception {
    String event = SampleEvents.pageView("d1", "v1");
    assertThat(capture.post(event, "Content-Type", "text/plain;charset=UTF-8").statusCode())
        .isEqualTo(202);
    assertThat(capture.post(packed(event), "Content-Encoding", "gzip").statusCode()).isEqualTo(202);
  }

  @Test
  void aBodyThatIsNoJsonIsRefusedWhole() throws Exception {
    long before = capture.server().journaled();
    HttpResponse<String> answer = capture.post("hello");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(capture.post(new byte[] {0x1f, 0x00}, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
    assertThat(capture.server().journaled()).isEqualTo(before);
  }

  @Test
  void aPackedBodyMayBeOfSeveralPartsAndEndsWithTheLast() throws Exception {
    long before = capture.server().journaled();
    byte[] first = packed("[" + SampleEvents.pageView("p1", "v1"));
    byte[] second = packed("," + SampleEvents.pageView("p2", "v1") + "]");
    assertThat(capture.post(joined(first, second), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(202);
    assertThat(capture.server().journaled()).isEqualTo(before + 2);
    byte[] whole = packed(SampleEvents.pageView("p3", "v1"));
    byte[][] behind = {{7}, {0x1f, (byte) 0x8b, 8}, new byte[40], Arrays.copyOf(whole, 30)};
    for (byte[] rest : behind) {
      HttpResponse<String> answer = capture.post(joined(whole, rest), "Content-Encoding", "gzip");
      assertThat(answer.statusCode()).as("%s bytes", rest.length).isEqualTo(400);
      assertThat(answer.body()).contains("goes on behind one");
    }
    assertThat(capture.server().journaled()).isEqualTo(before + 2);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void aBodyAboveOneMebibyteIsRefusedPackedOrNot() throws Exception {
    String large = "[" + " ".repeat(1 << 20) + "]";
    assertThat(capture.post(large).statusCode()).isEqualTo(413);
    assertThat(capture.post(packed(large), "Content-Encoding", "gzip").statusCode()).isEqualTo(413);
    assertThat(capture.post("[" + "{},".repeat(1000) + "{}]").statusCode()).isEqualTo(413);
  }

  @Test
  void otherFormsOfBodyAreNamed() throws Exception {
    assertThat(capture.post("<a/>", "Content-Type", "application/xml").statusCode()).isEqualTo(415);
    assertThat(capture.post("x", "Content-Encoding", "br").statusCode()).isEqualTo(415);
    String event = SampleEvents.pageView("c1", "v1");
    for (String taken : new String[] {"utf-8", "\"UTF-8\"; profile=x", "us-ascii"}) {
      String type = "application/json; charset=" + taken;
      assertThat(capture.post(event, "Content-Type", type).statusCode()).as(type).isEqualTo(202);
    }
    for (String other : new String[] {"iso-8859-1", "\"utf-16\"", "klingon"}) {
      HttpResponse<String> answer =
          capture.post(event, "Content-Type", "application/json;Charset=" + other);
      assertThat(answer.statusCode()).as(other).isEqualTo(415);
      assertThat(answer.body()).contains("charset in Content-Type is not one of: utf-8, us-ascii");
    }
    HttpResponse<String> json = capture.post(event, TYPE, "text/plain", TYPE, "text/plain");
    assertThat(json.statusCode()).isEqualTo(202);
    HttpResponse<String> two = capture.post(event, TYPE, "text/plain", TYPE, "text/xml");
    assertThat(two.statusCode()).isEqualTo(400);
    assertThat(two.body()).contains("It has two Content-Type headers that say different things.");
    String packing = "Content-Encoding";
    assertThat(capture.post(event, packing, "identity", packing, "gzip").statusCode())
        .isEqualTo(415);
    assertThat(capture.get("/v1/events").statusCode()).isEqualTo(405);
  }

  @Test
  void aPathIsTakenByItsNameBeforeItsMethod() throws Exception {
    for (String path : new String[] {"/nope", "/", "/v1/events/", "/metricsx"}) {
      HttpResponse<String> nothing = capture.options(path);
      assertThat(nothing.statusCode()).as(path).isEqualTo(404);
      assertThat(nothing.headers().firstValue("Allow")).isEmpty();
    }
    for (String path : new String[] {"/r/launch", "/s/x", "/v1/pixel.gif", "/t.js", "/metrics"}) {
      HttpResponse<String> read = capture.options(path);
      assertThat(read.statusCode()).as(path).isEqualTo(405);
      assertThat(read.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void onlyPagesOfConfiguredOriginsMayPost() throws Exception {
    String event = SampleEvents.pageView("e1", "v1");
    HttpResponse<String> own = capture.post(event, "Origin", SHOP);
    assertThat(own.statusCode()).isEqualTo(202);
    assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    HttpResponse<String> foreign = capture.post(event, "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(capture.post(event, "Origin", "null").statusCode()).isEqualTo(403);
  }

  @Test
  void aBrowserThatAsksFirstIsAnsweredByOrigin() throws Exception {
    HttpResponse<String> own = capture.options("/v1/events", "Origin", SHOP);
    assertThat(own.statusCode()).isEqualTo(204);
    assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(own.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    HttpResponse<String> foreign = capture.options("/v1/events", "Origin", SHOP + ".evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void healthReadinessAndMetricsAnswer() throws Exception {
    assertThat(capture.get("/healthz").body()).isEqualTo("{\"status\":\"ok\",\"alerts\":[]}");
    assertThat(capture.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(capture.get("/nothing").statusCode()).isEqualTo(404);
    double accepted = capture.metric("tributary_capture_events_accepted_total");
    capture.post(SampleEvents.pageView("f1", "v1"));
    assertThat(capture.metric("tributary_capture_events_accepted_total")).isEqualTo(accepted + 1);
    assertThat(capture.metric("tributary_capture_events_seconds_count")).isPositive();
  }

  private static byte[] packed(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}

package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.sender.SenderRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may post, and how much. */
class SenderTest {

  private static final String[] NO_HEADERS = {};

  @TempDir Path data;

  @Test
  void onceASenderIsRegisteredServersShowAKeyAndPagesOfConfiguredOriginsDoNot() throws Exception {
    Map<String, String> settings = Map.of("capture.allowed_origins", "https://shop.example");
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      assertThat(post(capture, "open").statusCode()).isEqualTo(202);
      String key = registry().add("backend", 0);
      Eventually.holds("keys are asked for", () -> status(capture, "none", NO_HEADERS) == 401);
      long before = capture.server().journaled();
      assertThat(post(capture, "right", "Authorization", "Bearer " + key).statusCode())
          .isEqualTo(202);
      for (String wrong : new String[] {key + "x", key.substring(1), "", "Basic " + key}) {
        assertThat(post(capture, "wrong", "Authorization", "Bearer " + wrong).statusCode())
            .as(wrong)
            .isEqualTo(401);
      }
      assertThat(post(capture, "page", "Origin", "https://shop.example").statusCode())
          .isEqualTo(202);
      assertThat(capture.server().journaled()).isEqualTo(before + 2);
      assertThat(Files.readString(data.resolve("capture/senders.json"))).doesNotContain(key);
      assertThat(registry().remove("backend")).isZero();
      Eventually.holds("none is asked for", () -> status(capture, "again", NO_HEADERS) == 202);
    }
  }

  @Test
  void whereTheFileOfSendersIsDamagedNobodyElseGetsInAfterARestart() throws Exception {
    String[] key = {"Authorization", "Bearer " + registry().add("backend", 0)};
    String[] gone = {"Authorization", "Bearer " + registry().add("gone", 0)};
    CaptureFixture.start(data, Map.of()).close();
    assertThat(registry().remove("gone")).isEqualTo(1); // While no capture runs.
    Path file = data.resolve("capture/senders.json");
    Files.writeString(file, "{");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(status(capture, "nobody", NO_HEADERS)).isEqualTo(401);
      assertThat(status(capture, "known", key)).isEqualTo(202);
      assertThat(status(capture, "gone", gone)).isEqualTo(401);
    }
    Files.delete(data.resolve("capture/senders.json.good"));
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(status(capture, "nobody", NO_HEADERS)).isEqualTo(401);
    }
  }

  @Test
  void beyondItsQuotaASenderIsToldToWaitAndNothingOfTheRequestIsKept() throws Exception {
    String[] key = {"Authorization", "Bearer " + registry().add("backend", 100)};
    String[] other = {"Authorization", "Bearer " + registry().add("other", 100)};
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(capture.post(SampleEvents.pageViews("a-", 0, 60), key).statusCode())
          .isEqualTo(202);
      HttpResponse<String> refused = capture.post(SampleEvents.pageViews("b-", 0, 60), key);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      HttpResponse<String> never = capture.post(SampleEvents.pageViews("d-", 0, 101), other);
      assertThat(never.statusCode()).isEqualTo(413);
      assertThat(never.headers().firstValue("Retry-After")).isEmpty();
      assertThat(never.body()).contains("in parts of at most 100");
      assertThat(capture.server().journaled()).isEqualTo(60);
      assertThat(capture.post(SampleEvents.pageViews("c-", 0, 60), other).statusCode())
          .isEqualTo(202);
    }
  }

  @Test
  void oneAddressIsSlowedDownAndOnlyAConfiguredProxySaysWhoseItIs() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Map<String, String> settings =
        Map.of("capture.requests_per_second", "1", "capture.trusted_proxies", "127.0.0.1");
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      assertThat(refusedWithin(50, capture, "198.51.100.1")).isTrue();
      assertThat(status(capture, "other", "X-Forwarded-For", "198.51.100.2")).isEqualTo(202);
      assertThat(refusedWithin(50, capture, "198.51.100.3:4711")).isTrue();
      assertThat(status(capture, "port", "X-Forwarded-For", "198.51.100.4:4711")).isEqualTo(202);
      assertThat(refusedWithin(50, capture, "[2001:db8:1::1]:4711")).isTrue();
      assertThat(status(capture, "six", "X-Forwarded-For", "[2001:db8:2::1]")).isEqualTo(202);
      // What stands before the proxy's own entry anybody can have written.
      for (int i = 0;
          status(capture, "e" + i, "X-Forwarded-For", "203.0.113." + i + ", 9.9.9.9") != 429;
          i++) {
        assertThat(i).isLessThan(50);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(capture.get("/r/launch", "X-Forwarded-For", "198.51.100.1").statusCode())
            .isEqualTo(302);
      }
    }
    Map<String, String> noProxy = Map.of("capture.requests_per_second", "1");
    try (CaptureFixture capture = CaptureFixture.start(data, noProxy)) {
      for (int i = 0; status(capture, "f" + i, "X-Forwarded-For", "198.51.100." + i) != 429; i++) {
        assertThat(i).isLessThan(50);
      }
    }
  }

  private static boolean refusedWithin(int requests, CaptureFixture capture, String address) {
    for (int i = 0; i < requests; i++) {
      if (status(capture, address + i, "X-Forwarded-For", address) == 429) {
        return true;
      }
    }
    return false;
  }

  private SenderRegistry registry() {
    return new SenderRegistry(data.resolve("capture/senders.json"));
  }

  private static HttpResponse<String> post(CaptureFixture capture, String id, String... headers)
      throws Exception {
    return capture.post(SampleEvents.pageView(id, "v"), headers);
  }

  private static int status(CaptureFixture capture, String id, String... headers) {
    try {
      return post(capture, id, headers).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

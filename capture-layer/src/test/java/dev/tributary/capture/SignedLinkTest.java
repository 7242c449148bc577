package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.link.LinkAudit;
import dev.tributary.capture.link.LinkException;
import dev.tributary.capture.link.LinkKeys;
import dev.tributary.capture.link.SignedLinks;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to any target, followed only as they were signed. */
class SignedLinkTest {

  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final Campaign CAMPAIGN =
      new Campaign("partner", "affiliate", "Grüße", null, null, null);
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  @TempDir Path data;

  @Test
  void aSignedTargetIsFollowedWithItsCampaignAndAFreshClickId() throws Exception {
    String token = sign("https://blog.example/post?a=b#part", LATER);
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      HttpResponse<String> answer = capture.get("/s/" + token);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .matches(
              "https://blog\\.example/post\\?a=b&utm_source=partner&utm_medium=affiliate"
                  + "&utm_campaign=Gr%C3%BC%C3%9Fe&tcid=[A-Za-z0-9_-]{22}#part");
      assertThat(capture.server().journaled()).isEqualTo(1);
      assertThat(capture.head("/s/" + token).statusCode()).isEqualTo(302);
      assertThat(capture.server().journaled()).isEqualTo(1);
    }
  }

  @Test
  void noByteOfItCanBeChanged() throws Exception {
    String token = sign("https://blog.example/", LATER);
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      for (int i = 0; i < token.length(); i++) {
        char other = token.charAt(i) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        HttpResponse<String> answer = capture.get("/s/" + changed);
        assertThat(answer.statusCode()).as("changed at %s", i).isEqualTo(404);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
      }
      // Those whose bits beyond the last byte differ are the same bytes.
      for (int end : new int[] {token.indexOf('.'), token.length()}) {
        for (char other : BASE64URL.toCharArray()) {
          String spelt = token.substring(0, end - 1) + other + token.substring(end);
          assertThat(capture.get("/s/" + spelt).statusCode())
              .as("%s before %s", other, end)
              .isEqualTo(spelt.equals(token) ? 302 : 404);
        }
        String padded = token.substring(0, end) + "=" + token.substring(end);
        assertThat(capture.get("/s/" + padded).statusCode()).isEqualTo(404);
      }
      for (String odd : new String[] {"", ".", "..", "a.b", token + ".x", token + "/x", "%00"}) {
        assertThat(capture.get("/s/" + odd).statusCode()).as(odd).isEqualTo(404);
      }
    }
  }

  @Test
  void behindItsExpiryItIsNotFollowed() throws Exception {
    String token = sign("https://blog.example/", Instant.parse("2020-01-01T00:00:00Z"));
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(capture.get("/s/" + token).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void twoKeysAreLiveAndAThirdEndsTheFirst() throws Exception {
    String first = sign("https://blog.example/1", null);
    rotate();
    String second = sign("https://blog.example/2", null);
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(capture.get("/s/" + first).statusCode()).isEqualTo(302);
      assertThat(capture.get("/s/" + second).statusCode()).isEqualTo(302);
      rotate();
      Eventually.holds("the first key is no more", () -> status(capture, first) == 404);
      assertThat(capture.get("/s/" + second).statusCode()).isEqualTo(302);
      Files.writeString(keys(), "{");
      assertThat(capture.get("/s/" + second).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void theKeysAreTheirOwnersAloneAndNoTargetIsSignedThatCannotBeFollowed() throws Exception {
    sign("https://blog.example/", null);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rw-------");
    for (String target : new String[] {"//evil.example", "javascript:alert(1)", "https://a@b/"}) {
      assertThatThrownBy(() -> sign(target, null)).isInstanceOf(LinkException.class);
    }
    Campaign broken = new Campaign("a\nb", null, null, null, null, null);
    assertThatThrownBy(
            () -> SignedLinks.sign(LinkKeys.signing(keys()), "https://a.example/", broken, null))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("line break");
  }

  @Test
  void aDamagedFileOfKeysIsToldWithoutWhatItHolds() throws Exception {
    sign("https://blog.example/", null);
    String keys = Files.readString(keys());
    String secret = keys.replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
    Files.writeString(keys(), keys.replace("\"" + secret, secret));
    assertThatThrownBy(() -> LinkKeys.read(keys()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("malformed at line 1, column ")
        .hasNoCause()
        .message()
        .doesNotContain(secret.substring(0, 3));
  }

  private String sign(String target, Instant expires) {
    return SignedLinks.sign(LinkKeys.signing(keys()), target, CAMPAIGN, expires);
  }

  private void rotate() {
    LinkAudit audit = new LinkAudit(data.resolve("capture").resolve("links.json"));
    LinkKeys.rotate(keys(), audit, "admin", Instant.EPOCH);
  }

  private Path keys() {
    return new DataDirectory(data).linkKeys();
  }

  private static int status(CaptureFixture capture, String token) {
    try {
      return capture.get("/s/" + token).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and HTTP/2 by configuration. */
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path files;
  static SSLContext trusting;
  static Map<String, String> settings;

  @TempDir Path data;

  @BeforeAll
  static void certificate() throws Exception {
    Path store = files.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "edge",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Path certificate = files.resolve("edge.pem");
    Path key = files.resolve("edge.key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("edge").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey("edge", PASSWORD).getEncoded()));
    settings =
        Map.of(
            "capture.tls_certificate", certificate.toString(), "capture.tls_key", key.toString());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @Test
  void clicksAndEventsGoOverHttp2ManyAtATimeAndOverHttp11() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).version(version).build();
        URI base = URI.create("https://localhost:" + capture.port());
        HttpRequest click = HttpRequest.newBuilder(base.resolve("/r/launch")).build();
        HttpRequest post =
            HttpRequest.newBuilder(base.resolve("/v1/events"))
                .POST(HttpRequest.BodyPublishers.ofString(SampleEvents.pageView("" + version, "v")))
                .build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          answers.add(client.sendAsync(click, HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
          assertThat(answer.get().version()).isEqualTo(version);
          assertThat(answer.get().statusCode()).isEqualTo(302);
          assertThat(answer.get().headers().firstValue("location").orElseThrow()).contains("tcid=");
        }
        HttpResponse<String> posted = client.send(post, HttpResponse.BodyHandlers.ofString());
        assertThat(posted.version()).isEqualTo(version);
        assertThat(posted.statusCode()).isEqualTo(202);
        HttpRequest endless =
            HttpRequest.newBuilder(base.resolve("/r/launch?" + "q".repeat(8 << 10))).build();
        HttpResponse<String> refused = client.send(endless, HttpResponse.BodyHandlers.ofString());
        assertThat(refused.version()).isEqualTo(version);
        assertThat(refused.statusCode()).isEqualTo(414);
        assertThat(refused.body()).contains("have to fit 8 KiB together.");
      }
      assertThat(capture.server().journaled()).isEqualTo(42);
    }
  }

  @Test
  void aStreamThatDripsInIsAnsweredInTimeHoweverBusyItsNeighboursAre() throws Exception {
    Map<String, String> hasty = new HashMap<>(settings);
    hasty.put("capture.request_seconds", "1");
    try (CaptureFixture capture = CaptureFixture.start(data, hasty)) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
      URI base = URI.create("https://localhost:" + capture.port());
      HttpRequest quick = HttpRequest.newBuilder(base.resolve("/metrics")).build();
      client.send(quick, HttpResponse.BodyHandlers.discarding());
      client.sendAsync(
          HttpRequest.newBuilder(base.resolve("/v1/events"))
              .POST(HttpRequest.BodyPublishers.fromPublisher(subscriber -> {}))
              .build(),
          HttpResponse.BodyHandlers.discarding());
      String answered = "tributary_capture_requests_total{route=\"events\",status=\"408\"} 1\n";
      Eventually.holds("it is answered", () -> bodyOf(client, quick).contains(answered));
    }
  }

  private static String bodyOf(HttpClient client, HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
  }

  @Test
  void aMissingKeyIsNamedAtTheStart() {
    Map<String, String> broken =
        Map.of("capture.tls_certificate", files.resolve("edge.pem").toString());
    assertThatThrownBy(() -> CaptureFixture.start(data, broken))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("capture.tls_key is not set");
  }

  @Test
  void aFileThatIsNotThereIsNamedBeforeAnythingIsStarted() {
    String missing = files.resolve("edge.pme").toString();
    Map<String, String> wrong = new HashMap<>(settings);
    wrong.put("capture.tls_certificate", missing);
    assertThatThrownBy(() -> CaptureFixture.start(data, wrong))
        .isInstanceOf(CaptureException.class)
        .hasMessage(
            "The file "
                + missing
                + " (capture.tls_certificate) can't be read: it is not there. Mend the path or the"
                + " file's permissions.");
    assertThat(data).isEmptyDirectory();
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}

package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds as many connections as one address may, of ten. */
class AddressConnectionsTest {

  private static final String CLICK =
      "GET /r/launch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final String PROXY = "127.0.0.9";

  @TempDir static Path data;
  static CaptureFixture capture;

  private final List<RawConnection> held = new ArrayList<>();

  @BeforeAll
  static void start() {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    capture =
        CaptureFixture.start(
            data,
            Map.of(
                "capture.connections", "10",
                "capture.connections_per_address", "4",
                "capture.trusted_proxies", PROXY));
  }

  @AfterAll
  static void stop() {
    capture.close();
  }

  @AfterEach
  void letGo() throws Exception {
    for (RawConnection connection : held) {
      connection.close();
    }
  }

  @Test
  void slowRequestsOfOneAddressKeepNoOtherVisitorOut() throws Exception {
    double before = capture.metric("tributary_capture_address_at_bound_total");
    for (int i = 0; i < 10; i++) {
      slow("127.0.0.2");
    }
    Eventually.holds("six of ten are closed", () -> closed() == 6);
    assertThat(capture.metric("tributary_capture_connections")).as("and who asks").isEqualTo(5);
    try (RawConnection visitor = new RawConnection("127.0.0.3", capture.port())) {
      visitor.send(CLICK);
      assertThat(visitor.readAll()).startsWith("HTTP/1.1 302 ");
    }
    assertThat(capture.metric("tributary_capture_address_at_bound_total") - before).isEqualTo(6);
  }

  @Test
  void oneMoreTakesThePlaceOfItsOwnThatRestsAndOfNoOthers() throws Exception {
    RawConnection other = hold("127.0.0.5");
    other.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(other.head()).startsWith("HTTP/1.1 200 ");
    for (int i = 0; i < 4; i++) {
      hold("127.0.0.4");
    }
    try (RawConnection fifth = new RawConnection("127.0.0.4", capture.port())) {
      fifth.send(CLICK);
      assertThat(fifth.readAll()).startsWith("HTTP/1.1 302 ");
    }
    other.send(CLICK);
    assertThat(other.readAll()).contains("HTTP/1.1 302 ");
  }

  @Test
  void connectionsThatCloseCountNoLonger() throws Exception {
    for (int i = 0; i < 12; i++) {
      try (RawConnection one = new RawConnection("127.0.0.6", capture.port())) {
        one.send(CLICK);
        assertThat(one.readAll()).startsWith("HTTP/1.1 302 ");
      }
    }
  }

  @Test
  void aProxyCarriesManyVisitors() throws Exception {
    for (int i = 0; i < 8; i++) {
      slow(PROXY);
    }
    try (RawConnection visitor = new RawConnection(PROXY, capture.port())) {
      visitor.send(CLICK);
      assertThat(visitor.readAll()).startsWith("HTTP/1.1 302 ");
    }
    assertThat(closed()).isZero();
  }

  private void slow(String from) throws IOException {
    hold(from).send("GET /r/launch HTTP/1.1\r\nHost: a\r\nX-Slow: ");
  }

  private RawConnection hold(String from) throws IOException {
    RawConnection connection = new RawConnection(from, capture.port());
    held.add(connection);
    return connection;
  }

  private long closed() {
    return held.stream().filter(RawConnection::closedByServer).count();
  }
}

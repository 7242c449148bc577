package dev.tributary.cli.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.DataDirectory;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture's end when a service manager asks for it. */
class CaptureDrainTest {

  private static final int EVENTS = 500;

  /** Its sender was never told that it was taken, and it isn't. */
  private static final String HALF_A_REQUEST =
      "POST /v1/events HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\n"
          + "Content-Length: 1000\r\n\r\n[{\"schema_version\":1,";

  @TempDir Path home;
  @TempDir Path kafka;

  @Test
  void onSigtermWhatWasAcknowledgedIsHandedToKafkaAndThePortIsFreedWhateverIsHalfSent()
      throws Exception {
    DataDirectory data = Installation.in(home).data();
    Shop shop = new Shop();
    try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(kafka, 0));
        Run capture =
            Run.start(
                home,
                "light",
                "capture",
                "--data",
                data.root().toString(),
                "--port",
                "0",
                "--set",
                "kafka.bootstrap_servers=" + broker.bootstrapServers())) {
      makeTopics(broker.bootstrapServers());
      capture.awaitReady("capture", 1);
      URI address = URI.create(capture.address("capture"));
      List<ObjectNode> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(Shop.pageView("view-" + i, "visitor", Instant.now(), Shop.SEARCH_AD));
      }
      shop.post(address.toString(), events.toArray(ObjectNode[]::new));

      try (Socket slow = new Socket(address.getHost(), address.getPort())) {
        slow.setSoTimeout(30_000);
        slow.getOutputStream().write(HALF_A_REQUEST.getBytes(US_ASCII));

        capture.terminate();

        assertThat(capture.endWithin(Duration.ofSeconds(30))).isZero();
        assertThat(slow.getInputStream().readAllBytes()).isEmpty();
      }
      assertThat(Files.readString(data.capture().resolve("cursor"))).startsWith("500 ");
      var accounting =
          new ObjectMapper().readTree(data.capture().resolve("accounting.json").toFile());
      assertThat(accounting.path("counted_through").asInt()).isEqualTo(EVENTS);
      assertThat(accounting.path("shipped_through").asInt()).isEqualTo(EVENTS);
      assertThatThrownBy(() -> new Socket(address.getHost(), address.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static void makeTopics(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.EVENTS, 1, (short) 1),
                  new NewTopic(Topics.REJECTED, 1, (short) 1)))
          .all()
          .get();
    }
  }
}

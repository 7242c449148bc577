package dev.tributary.capture.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.capture.TestBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a Kafka that takes nothing, by what a real producer says of it. */
class InterruptionTest {

  @TempDir Path folder;

  @Test
  void aKafkaThatIsNotThereIsToldFromOneThatLacksTheTopics() throws Exception {
    try (ServerSocket once = new ServerSocket(0)) {
      int nobodys = once.getLocalPort();
      once.close();
      assertThat(said("127.0.0.1:" + nobodys))
          .startsWith("no Kafka can be reached there; start it, or mend kafka.bootstrap_servers")
          .endsWith("(Topic events not present in metadata after 500 ms)");
    }
    assertThat(said("nowhere.invalid:9092"))
        .contains("Failed to construct kafka producer: No resolvable bootstrap urls");
    try (TestBroker broker = new TestBroker(folder)) {
      broker.start();
      assertThat(said(broker.bootstrapServers()))
          .isEqualTo(
              "Kafka answers, but lacks the topic events or events-rejected; make both, or start"
                  + " 'tributary speed', which does");
    }
  }

  @Test
  void whatSpeaksForItselfIsLeftAsItIs() {
    assertThat(Interruption.explained(new IOException("the disk is gone")))
        .isEqualTo("the disk is gone");
  }

  private static String said(String servers) {
    Map<String, Object> options = Map.of("bootstrap.servers", servers, "max.block.ms", 500);
    return Interruption.explained(
        catchThrowable(
            () -> {
              try (var producer =
                  new KafkaProducer<>(
                      options, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(Topics.EVENTS, new byte[1])).get();
              }
            }));
  }
}

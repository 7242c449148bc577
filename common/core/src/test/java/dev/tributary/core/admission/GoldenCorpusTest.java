package dev.tributary.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events of contract version 1 and what was made of them when the version was new. They have to
 * give the same for ever: a change here is a change of the contract.
 */
class GoldenCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/contract/v1");

  @ParameterizedTest
  @MethodSource("files")
  void givesWhatItAlwaysGave(Path file) throws IOException {
    JsonNode golden = Door.tree(Files.readAllBytes(file));

    Verdict verdict = Door.open().verdict(golden.path("event").toString());

    if (verdict instanceof Verdict.Admitted admitted) {
      assertThat("valid").isEqualTo(golden.path("verdict").textValue());
      assertThat(Door.tree(admitted.payload())).isEqualTo(golden.path("payload"));
      assertThat(admitted.event().header().key()).isEqualTo(golden.path("key").textValue());
    } else {
      assertThat("rejected").isEqualTo(golden.path("verdict").textValue());
      assertThat(((Verdict.Refused) verdict).rejection().reason().code())
          .isEqualTo(golden.path("reason").textValue());
    }
  }

  @Test
  void everyEventTypeIsThere() throws IOException {
    assertThat(files())
        .extracting(file -> Door.tree(Files.readAllBytes(file)).at("/event/event_type").asText())
        .contains(
            "impression",
            "click",
            "page_view",
            "conversion",
            "adjustment",
            "identify",
            "unlink",
            "consent");
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }
}

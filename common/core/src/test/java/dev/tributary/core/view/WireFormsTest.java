package dev.tributary.core.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireFormsTest {

  private static final Instant AT = Instant.parse("2026-03-10T12:00:00.000001Z");

  @Test
  void revisionComesBackAsItWas() {
    CreditRevision revision = Samples.revision("o \"1\" ü", AT, "v", 4);

    CreditRevision read = CreditRevisionJson.read(CreditRevisionJson.write(revision));

    assertThat(read).usingRecursiveComparison().isEqualTo(revision);
    assertThat(new String(CreditRevisionJson.write(revision), UTF_8))
        .contains("\"generation\":1", "\"micros\":[0,1000000]", "2026-03-10T12:00:00.000001Z")
        .doesNotContain("null");
  }

  @Test
  void brokenRevisionSaysWhatToDo() {
    assertThatThrownBy(() -> CreditRevisionJson.read("{\"generation\":1}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("credits topic")
        .hasMessageContaining("skip it");
  }

  @Test
  void noteComesBackAsItWas() {
    PublicationNote note =
        new PublicationNote(
            "pub-2",
            new Boundary(AT),
            Map.of(LocalDate.parse("2026-03-09"), "pub-2", LocalDate.parse("2026-03-08"), "pub-1"));

    assertThat(note.toJson())
        .isEqualTo(
            "{\"publication_id\":\"pub-2\",\"boundary\":\"2026-03-10T12:00:00.000001Z\","
                + "\"days\":{\"2026-03-08\":\"pub-1\",\"2026-03-09\":\"pub-2\"}}");
    assertThat(PublicationNote.ofJson(note.toJson())).isEqualTo(note);
    assertThat(PublicationNote.ofJson(PublicationNote.NONE.toJson()))
        .isEqualTo(PublicationNote.NONE);
  }

  @Test
  void foreignNoteSaysWhatToDo() {
    assertThatThrownBy(() -> PublicationNote.ofJson("{\"operation\":\"WRITE\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Something other than Tributary");
  }
}

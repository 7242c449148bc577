package dev.tributary.core.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
  void everyFieldOfAnEventAndATouchTravels() {
    TimelineEvent full =
        new TimelineEvent(
            "key",
            "conversion",
            AT,
            AT.plusSeconds(1),
            "c",
            7,
            "v",
            "u",
            "id",
            "gclid",
            "link",
            "Email",
            "news",
            "email",
            "spring",
            "group",
            "shoes",
            "banner",
            true,
            "rule",
            true,
            true,
            "lead",
            "o",
            5L,
            "EUR",
            "12.5",
            "refund");
    Touchpoint touch =
        new Touchpoint("t", AT, "click", "Email", "news", "email", "spring", "group", "id");
    CreditRevision revision =
        new CreditRevision(
            "k",
            "j",
            2,
            3,
            new AttributedConversion(full, List.of(touch), List.of(), true, true),
            "r");

    assertThat(CreditNewsJson.read(CreditRevisionJson.write(revision))).isEqualTo(revision);
    assertThat(CreditNewsJson.read(CreditNewsJson.write(new AdjustmentNews(full))))
        .isEqualTo(new AdjustmentNews(full));
  }

  @Test
  void newsOfNeitherKindSayWhatToDo() {
    assertThatThrownBy(() -> CreditNewsJson.read("{\"adjustment\":{}}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("credits topic")
        .hasMessageContaining("skip it");
    assertThatThrownBy(() -> CreditNewsJson.read("[".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
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

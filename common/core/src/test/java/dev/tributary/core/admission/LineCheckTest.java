package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.conversion;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.reject.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCheckTest {

  @Test
  void eachLineThatIsNotEmptyIsAnsweredUnderItsNumber() throws IOException {
    List<LineCheck.Answer> answers =
        answers("\n" + conversion("'order_id':'A','value':12.5") + "\r\n  \nbroken");

    assertThat(answers).extracting(LineCheck.Answer::line).containsExactly(2L, 4L);
    assertThat(answers.get(0).event())
        .containsEntry("value", "12.50")
        .containsEntry("value_minor", 1250L)
        .containsEntry("currency", "EUR")
        .containsEntry("occurred_at", "2026-11-08T10:00:00Z");
    assertThat(answers.get(1).rejection().reason()).isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void aLineOfTenMegabytesIsAnsweredAndHarmsNoOther() throws IOException {
    List<LineCheck.Answer> answers =
        answers(
            "{'a':'" + "x".repeat(10_000_000) + "'}\n" + conversion("'order_id':'A','value':1"));

    assertThat(answers.get(0).rejection().problem()).contains("10000008 bytes");
    assertThat(answers.get(1).valid()).isTrue();
  }

  private static List<LineCheck.Answer> answers(String text) throws IOException {
    LineCheck check =
        new LineCheck(
            new Admission(Config.defaults(), Door.PSEUDONYMS), InstantSource.fixed(Door.NOW));
    EventLines lines =
        new EventLines(new ByteArrayInputStream(text.replace('\'', '"').getBytes(UTF_8)));
    List<LineCheck.Answer> answers = new ArrayList<>();
    for (EventLines.Line line = lines.next(); line != null; line = lines.next()) {
      answers.add(check.answer(line));
    }
    return answers;
  }
}

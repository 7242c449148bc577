package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.conversion;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.ByteLines;
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
  void aCarriageReturnEndsALineToo() throws IOException {
    assertThat(answers("{}\r\r{}\r\n{}\n{}\r"))
        .extracting(LineCheck.Answer::line)
        .containsExactly(1L, 3L, 4L, 5L);
  }

  @Test
  void aConsentStringThatCantBeReadIsToldOfBesideTheValidEvent() throws IOException {
    String order = conversion("'order_id':'A','value':1");
    List<LineCheck.Answer> answers =
        answers(
            order.replace("'analytics'", "'tcf':5,'analytics'")
                + "\n"
                + order.replace("'analytics'", "'gpp':'DBABMA~','analytics'")
                + "\n"
                + order);

    assertThat(answers).allMatch(LineCheck.Answer::valid);
    assertThat(answers.get(0).warning().orElseThrow().problem())
        .isEqualTo(
            "consent.tcf can't be read as a TCF string of version 2, so nothing is granted beside"
                + " it: granted counts as unknown.");
    assertThat(answers.get(0).warning().orElseThrow().remedy())
        .isEqualTo("Send the string as the consent platform wrote it, or leave it out.");
    assertThat(answers.get(1).warning().orElseThrow().problem())
        .startsWith("consent.gpp can't be read whole as a GPP string, so ");
    assertThat(answers.get(2).warning()).isEmpty();
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
    for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
      answers.add(check.answer(line));
    }
    return answers;
  }
}

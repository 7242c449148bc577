package dev.tributary.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a user runs it: a process of its own, its output read line by line. */
class ClassifyCommandTest {

  private static final List<String> ANSWER =
      List.of(
          "channel",
          "source",
          "medium",
          "campaign",
          "term",
          "content",
          "click_id",
          "click_id_type",
          "rule",
          "bot",
          "bot_reason",
          "device",
          "problem");

  @TempDir private Path folder;

  @Test
  void theSameLinesComeOutInTheSameOrderAndABrokenOneIsAnswered() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("in.jsonl"),
            """
            \uFEFF{"id":7,"page_url":"https://shop.example/?gclid=a"}

            {broken
            {"referrer":"https://pay.brand.example/","user_agent":"curl/8.4.0 (x86_64)"}
            {"page_url":5,"occurred_at":"yesterday","source":"news","medium":"email","campaign":7}
            """);
    Path out = folder.resolve("out");

    int exit = run(out, file.toString(), "--own-domain", "a.example,*.Brand.example.", "--strict");

    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      rows.add(new JsonMapper().readTree(line));
    }
    assertThat(exit).isOne();
    assertThat(rows).hasSize(4);
    assertThat(names(rows.get(0))).startsWith("id", "page_url").endsWith(names(ANSWER));
    assertThat(rows.get(0).get("id").intValue()).isEqualTo(7);
    assertThat(rows.get(0).get("channel").textValue()).isEqualTo("Paid Search");
    assertThat(rows.get(0).get("click_id_type").textValue()).isEqualTo("gclid");
    assertThat(rows.get(0).get("bot").booleanValue()).isFalse();
    assertThat(rows.get(1).get("problem").textValue())
        .startsWith("Line 3 can't be classified. It is not JSON: ");
    assertThat(rows.get(2).get("channel").textValue()).isEqualTo("Direct");
    assertThat(rows.get(2).get("bot_reason").textValue()).isEqualTo("library");
    assertThat(rows.get(2).get("device").textValue()).isEqualTo("robot");
    assertThat(rows.get(2).get("problem").isNull()).isTrue();
    assertThat(rows.get(3).get("channel").textValue()).isEqualTo("Email");
    assertThat(rows.get(3).get("campaign").textValue()).isEqualTo("7");
    assertThat(rows.get(3).get("problem").textValue())
        .isEqualTo(
            "Line 5: page_url is not read: it is of the JSON type number. Write it as text."
                + " occurred_at is not read, and today's rules are taken: 'yesterday' is no time of"
                + " the years 1 to 9999; write it with an offset, like 2026-11-08T12:00:00Z, or as"
                + " epoch milliseconds.");
  }

  @Test
  void aLineOfNoWholeCharactersIsAnsweredAsAProblem() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("in.jsonl"),
            "{\"source\":\"caf\u00e9\"}\n{\"source\":\"news\"}\n"
                + "{\"page_url\":\"https://a.example/\\ud83d\"}\n",
            StandardCharsets.ISO_8859_1);
    Path out = folder.resolve("out");

    assertThat(run(out, file.toString())).isZero();
    List<String> rows = Files.readAllLines(out);
    assertThat(rows).hasSize(3);
    assertThat(new JsonMapper().readTree(rows.get(0)).get("problem").textValue())
        .startsWith("Line 1 can't be classified. ")
        .contains("not UTF-8 (byte 15)");
    assertThat(new JsonMapper().readTree(rows.get(1)).get("source").textValue()).isEqualTo("news");
    JsonNode cut = new JsonMapper().readTree(rows.get(2));
    assertThat(cut.get("problem").textValue())
        .isEqualTo(
            "Line 3 can't be classified. The member 'page_url' holds half of a surrogate pair, which"
                + " is no character. Cut strings between characters, not within one.");
    assertThat(cut.has("page_url")).isFalse();
  }

  @Test
  void anUnusableOwnDomainIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("in.jsonl"), "{}\n");
    assertThat(run(folder.resolve("out"), file.toString(), "--own-domain", "https://a.example"))
        .isEqualTo(2);
  }

  private static String[] names(List<String> names) {
    return names.toArray(String[]::new);
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> each = row.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names;
  }

  private static int run(Path out, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tributary.cli.Tributary",
                "classify"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}

package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a user runs it: a process of its own, its output read line by line. */
class ValidateCommandTest {

  private static final String ORDER =
      "{\"schema_version\":1,\"event_type\":\"conversion\",\"occurred_at\":\"2026-11-08T10:00:00Z\","
          + "\"visitor_id\":\"v\",\"user_id\":\"ann\",\"order_id\":\"A\",\"value\":12.5,"
          + "\"consent\":{\"analytics\":\"granted\",\"advertising\":\"granted\"}}";

  @TempDir private Path folder;

  @Test
  void eachLineIsAnsweredAndARejectedOneIsNoFailure() throws Exception {
    Path file = Files.writeString(folder.resolve("e.jsonl"), ORDER + "\n\nbroken\n");

    Run run = run("validate", file.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.rows()).hasSize(2);
    assertThat(run.rows().get(0).path("verdict").textValue()).isEqualTo("valid");
    assertThat(run.rows().get(0).path("key").textValue()).hasSize(64);
    assertThat(run.rows().get(0).at("/event/value_minor").intValue()).isEqualTo(1250);
    assertThat(run.rows().get(0).at("/event/user_id").textValue()).startsWith("p_");
    assertThat(run.rows().get(1).path("line").intValue()).isEqualTo(3);
    assertThat(run.rows().get(1).path("reason").textValue()).isEqualTo("malformed_json");
  }

  @Test
  void strictFailsWhereAnyIsRejected() throws Exception {
    Path good = Files.writeString(folder.resolve("good.jsonl"), ORDER);
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), ORDER + "\n{}\n");

    assertThat(run("validate", "--strict", good.toString()).exit()).isZero();
    assertThat(run("validate", "--strict", bad.toString()).exit()).isEqualTo(1);
  }

  @Test
  void stitchLeavesALineOutAndFailsOnlyWhenStrict() throws Exception {
    Path file = Files.writeString(folder.resolve("s.jsonl"), "{\"visitor_id\":\"v\"}\nbroken\n");

    Run lenient = run("stitch", file.toString());
    Run strict = run("stitch", "--strict", file.toString());

    assertThat(lenient.exit()).isZero();
    assertThat(strict.exit()).isEqualTo(1);
    assertThat(strict.rows()).isEqualTo(lenient.rows()).hasSize(1);
    assertThat(strict.errors())
        .contains("line 2 is left out: ")
        .contains("1 line is without occurred_at, the first of them line 1: ");
  }

  private record Run(int exit, List<JsonNode> rows, String errors) {}

  private Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tributary.cli.Tributary"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    int exit = process.waitFor();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(out, UTF_8)) {
      rows.add(new JsonMapper().readTree(line));
    }
    return new Run(exit, rows, Files.readString(folder.resolve("errors"), UTF_8));
  }
}

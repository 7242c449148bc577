package dev.tributary.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Tributary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a user runs it: a process of its own. */
class AttributeCommandTest {

  @TempDir private Path folder;

  @Test
  void aMalformedRowIsNamedTheRestIsComputedAndTheStatusSaysSo() throws Exception {
    Run run = attribute("path,conversions\nEmail,3\nDisplay,many\nEmail > Direct,1\n");
    assertThat(run.out())
        .startsWith("model,channel,conversions,value,weight\r\n")
        .contains("last_touch,Direct,1.0,,0.25\r\n")
        .contains("last_touch,Email,3.0,,0.75\r\n");
    assertThat(run.out()).doesNotContain("Display");
    assertThat(run.errors())
        .contains("error: Line 3, column conversions: 'many' is not a number from 0 to 10^15.")
        .contains("error: 1 of 3 rows were left out; the figures are of the others.");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aTableWithoutFaultIsASuccess() throws Exception {
    Run run = attribute("path,conversions,value\nEmail,3,7.5\n");
    assertThat(run.out()).contains("last_touch,Email,3.0,7.5,1.0\r\n");
    assertThat(run.errors()).isEmpty();
    assertThat(run.status()).isZero();

    Run people = attribute("path,conversions\nEmail,3\n", "--format", "table");
    assertThat(people.out())
        .isEqualTo(
            """
            model       channel  conversions  weight
            ----------  -------  -----------  ------
            last_touch  Email            3.0     1.0
            """);
  }

  @Test
  void anOrderThatNoModelNamedTakesIsRefused() throws Exception {
    Run run = attribute("path,conversions\nEmail,3\n", "--order", "2");
    assertThat(run.out()).isEmpty();
    assertThat(run.errors())
        .startsWith(
            "error: --order 2 says which 'markov' is meant, and none of the models named is that. Name"
                + " markov with --model, or leave --order out.");
    assertThat(run.status()).isEqualTo(2);
  }

  private record Run(int status, String out, String errors) {}

  private Run attribute(String table, String... more) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("paths.csv"), table);
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tributary.class.getName(),
                "attribute",
                file.toString(),
                "--model",
                "last_touch"));
    command.addAll(List.of(more));
    if (!command.contains("--format")) {
      command.addAll(List.of("--format", "csv"));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    return new Run(process.waitFor(), Files.readString(out), Files.readString(errors));
  }
}

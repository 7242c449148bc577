package dev.tributary.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrilledProcessTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private DrilledProcess shell(String script) throws IOException {
    return DrilledProcess.start("shell", List.of("sh", "-c", script), folder.resolve("log"));
  }

  @Test
  void aServerSaysWhereItIsReady() throws Exception {
    try (DrilledProcess server =
        shell("echo starting; echo ready capture http://h:1; exec sleep 60")) {
      assertThat(server.awaitReady(LONG)).isEqualTo("http://h:1");
      assertThat(server.alive()).isTrue();
      server.kill();
      assertThat(server.alive()).isFalse();
    }
    assertThat(Files.readAllLines(folder.resolve("log")))
        .startsWith("starting", "ready capture http://h:1");
  }

  @Test
  void whatEndsInsteadIsQuoted() throws Exception {
    try (DrilledProcess server = shell("echo error: the port is taken >&2; exit 1")) {
      assertThatThrownBy(() -> server.awaitReady(LONG))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "The process shell ended with 1 before it could say that it is ready")
          .hasMessageContaining("error: the port is taken");
    }
  }

  @Test
  void whatIsNotReadyInTimeIsNotWaitedFor() throws Exception {
    try (DrilledProcess server = shell("echo busy; exec sleep 60")) {
      server.awaitLine("busy"::equals, "be busy", LONG);
      assertThatThrownBy(() -> server.awaitReady(Duration.ofMillis(50)))
          .hasMessageContaining("did not say that it is ready within 0 s")
          .hasMessageContaining("busy");
    }
  }

  @Test
  void aRunThatFailsIsNoSuccess() throws Exception {
    try (DrilledProcess good = shell("exit 0");
        DrilledProcess bad = shell("echo refused; exit 3")) {
      good.awaitSuccess(LONG);
      assertThatThrownBy(() -> bad.awaitSuccess(LONG))
          .hasMessageContaining("failed with 3")
          .hasMessageContaining("refused");
    }
  }
}

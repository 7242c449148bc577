package dev.tributary.core.reject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("tributary.root"), "docs/contract.md");

  @Test
  void thePageListsEveryReasonAsTheCodeHasIt() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(this::row).toList());
  }

  private String row(Reason reason) {
    return "| `%s` | %s | %s |".formatted(reason.code(), reason.sentence(), reason.remedy());
  }
}

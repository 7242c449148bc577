package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which published rules are part of a run's config. */
class DataOptionsTest {

  @TempDir Path folder;

  @Test
  void firstSetIsPublishedIntoTheDataDirectoryAndFollowedByAServerThatRanBefore()
      throws IOException {
    DataOptions options = options();
    assertThat(options.config().texts()).isEmpty();
    Config server = options.serverConfig();
    assertThat(RuleBook.of(server).versions()).containsExactly("ga4-2026-11");
    Path file = Files.writeString(folder.resolve("ours.yaml"), "version: ours-1\n");

    RuleBook.of(options.config())
        .publish(file, LocalDate.parse("2026-11-01"), options.rulesFolder());

    assertThat(folder.resolve("data/rules/0001-ours-1.yaml")).exists();
    assertThat(RuleBook.of(server).versions()).containsExactly("ga4-2026-11", "ours-1");
    assertThat(RuleBook.of(options.config()).versions()).containsExactly("ga4-2026-11", "ours-1");
  }

  @Test
  void configuredFolderIsNeitherMadeNorReplacedByTheDataDirectorysOwn() {
    Path gone = folder.resolve("gone");
    DataOptions options = options("--set", "classify.rules_folder=" + gone);

    assertThat(options.serverConfig().texts())
        .containsEntry("classify.rules_folder", gone.toString());
    assertThat(options.rulesFolder()).isEqualTo(gone);
    assertThat(gone).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private DataOptions options(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--data", folder.resolve("data").toString()));
    arguments.addAll(List.of(more));
    return CommandLine.populateCommand(new DataOptions(), arguments.toArray(String[]::new));
  }
}

package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.CommandEntry.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

  private static final Path ROOT = Path.of(System.getProperty("tributary.root"));

  @Test
  void everyCommandHasItsClassAHelpAndAnExample() {
    for (CommandEntry entry : Commands.ALL) {
      if (entry.weight() != Weight.SCRIPT) {
        CommandLine line = new CommandLine(entry.load());
        assertThat(line.getCommandName()).isEqualTo(entry.name());
        assertThat(line.getUsageMessage()).contains("--help").contains("tributary " + entry.name());
      }
    }
  }

  @Test
  void everyCommandClassIsRegistered() throws IOException {
    try (var files = Files.list(ROOT.resolve("cli/src/main/java/dev/tributary/cli/command"))) {
      List<String> classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Command"))
              .toList();
      assertThat(Commands.ALL.stream().map(CommandEntry::type)).containsAll(classes);
    }
  }

  @Test
  void theLauncherGivesEachCommandTheClassPathOfItsWeight() throws IOException {
    String launcher = Files.readString(ROOT.resolve("tributary"));
    Matcher full = Pattern.compile("(?m)^  ([a-z| -]+)\\) arguments=full ;;").matcher(launcher);
    assertThat(full.find()).isTrue();
    Set<String> named = new TreeSet<>(List.of(full.group(1).split(" \\| ")));
    assertThat(named).isEqualTo(names(Weight.FULL));
    assertThat(launcher).contains("  capture) arguments=capture ;;");
    assertThat(names(Weight.CAPTURE)).containsExactly("capture");
  }

  @Test
  void theVersionIsTheBuilds() throws IOException {
    assertThat(Files.readString(ROOT.resolve("pom.xml")))
        .contains(
            "<artifactId>tributary</artifactId>\n  <version>" + Version.NUMBER + "</version>");
  }

  @Test
  void aMistypedCommandIsToldTheNearestOne() {
    assertThat(Commands.unknown("atribute"))
        .isEqualTo(
            "There is no command 'atribute'; the nearest is 'attribute'. Run 'tributary --help' for"
                + " all of them.");
    assertThat(Commands.unknown("foo"))
        .isEqualTo("There is no command 'foo'. Run 'tributary --help' for all of them.");
    assertThat(Tributary.run("atribute")).isEqualTo(2);
  }

  private static Set<String> names(Weight weight) {
    return Commands.ALL.stream()
        .filter(entry -> entry.weight() == weight)
        .map(CommandEntry::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.output.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a slip of the hand is answered with: exit code and standard error. */
class MisuseTest {

  private static final String DAY = "2026-11-10";

  @TempDir Path folder;

  private Path renamingDirect() throws IOException {
    return Files.writeString(
        folder.resolve("rules.yaml"),
        "version: ours-1\n"
            + "rules: [{name: direct, channel: Direkt, when: {source: {is: (direct)}}}]");
  }

  private record Answer(int exit, String errors) {}

  private static Answer run(String... arguments) {
    return errorsOf(() -> Tributary.run(arguments));
  }

  private static Answer errorsOf(IntSupplier work) {
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, UTF_8));
    try {
      return new Answer(work.getAsInt(), errors.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void aDayThatIsNoneIsNamedInPlainWords() {
    Answer answer = run("complete", "--date", "2026-13-01");
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.errors())
        .contains("'2026-13-01' is no day of the years 1 to 9999; write one as 2026-11-08")
        .doesNotContain("java.");
    for (String day : new String[] {"-999999999-01-01", "0000-01-01", "+999999999-12-31"}) {
      Answer far =
          run("rules", "publish", "x.yaml", "--effective-from=" + day, "--data", folder.toString());
      assertThat(far.exit()).isEqualTo(2);
      assertThat(far.errors()).contains("'" + day + "' is no day of the years 1 to 9999");
    }
  }

  @Test
  void anExpiryThatIsNoneOrPastIsToldInPlainWords() {
    String data = folder.toString();
    for (String[] command :
        new String[][] {
          {"links", "add", "autumn", "https://shop.example/"},
          {"links", "sign", "https://shop.example/"}
        }) {
      Answer day = run(with(command, "--expires", "2026-12-01", "--data", data));
      assertThat(day.exit()).isEqualTo(2);
      assertThat(day.errors())
          .contains("'2026-12-01' is no moment; write one with its offset, as 2026-12-31T23:00Z")
          .contains("Run 'tributary links " + command[1] + " --help' for its options")
          .doesNotContain("java.");
      for (String moment : new String[] {"2020-01-01T00:00Z", "2020-01-01 01:00+01"}) {
        Answer past = run(with(command, "--expires", moment, "--data", data));
        assertThat(past.exit()).as(moment).isEqualTo(1);
        assertThat(past.errors()).contains("The expiry 2020-01-01T00:00:00Z is past");
      }
    }
    assertThat(folder.resolve("capture/links.json")).doesNotExist();
    assertThat(folder.resolve("capture/links-audit.jsonl")).doesNotExist();
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void whoTakesTheLastSenderAwayIsToldThatAnyServerMayPost() {
    String data = folder.toString();
    run("senders", "add", "one", "--data", data);
    run("senders", "add", "two", "--data", data);
    assertThat(run("senders", "remove", "one", "--data", data)).isEqualTo(new Answer(0, ""));
    Answer last = run("senders", "remove", "two", "--data", data);
    assertThat(last.exit()).isZero();
    assertThat(last.errors())
        .contains("No sender is registered any more")
        .contains("any server that reaches the port may post events without a key")
        .contains("tributary senders add NAME");
  }

  @Test
  void aQuotaThatNoEventFitsIsRefusedAndTheSenderKeepsItsKey() throws IOException {
    String data = folder.toString();
    run("senders", "add", "one", "--events-per-minute", "600", "--data", data);
    String before = Files.readString(folder.resolve("capture/senders.json"));
    for (String quota : new String[] {"-5", "-1"}) {
      Answer answer = run("senders", "add", "one", "--events-per-minute", quota, "--data", data);
      assertThat(answer.exit()).isEqualTo(1);
      assertThat(answer.errors())
          .contains("A quota of " + quota + " events a minute lets the sender post none")
          .contains("Take 1 or more, or 0 for any number");
    }
    assertThat(folder.resolve("capture/senders.json")).hasContent(before);
  }

  @Test
  void theWordsOfAnOptionAreToldAsTheyAreTyped() {
    assertThat(run("attribute", "--game", "foo").errors())
        .contains("expected one of [subset, rate] but was 'foo'");
    assertThat(run("attribute", "--format", "foo").errors())
        .contains("expected one of [table, csv, json, jsonl] but was 'foo'");
  }

  @Test
  void aModelThatIsNoneIsRefusedWhereverOneIsNamed() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "version: ours-1\n");
    for (String[] command :
        new String[][] {
          {"rules", "diff", rules.toString(), "--from", DAY, "--to", DAY},
          {"roas", "--to", DAY}
        }) {
      Answer answer = run(with(command, "--model", "bogus", "--data", folder.toString()));
      assertThat(answer.exit()).as(command[0]).isEqualTo(2);
      assertThat(answer.errors())
          .as(command[0])
          .startsWith("error: There is no model 'bogus'; name one of first_touch, last_touch, ");
    }
  }

  @Test
  void daysWithoutEventsAreNotTakenForAHarmlessChangeOfRules() throws IOException {
    Path rules = renamingDirect();
    Answer answer =
        run(
            "rules",
            "diff",
            rules.toString(),
            "--from",
            "2026-11-09",
            "--to",
            DAY,
            "--data",
            folder.toString());
    assertThat(answer.exit()).isZero();
    assertThat(answer.errors().lines())
        .startsWith(
            "rules: compares ga4-2026-11 with ours-1, either as if it had always been in force;"
                + " --effective-from D rehearses its publication.",
            "rules: there are no events from 2026-11-09 to 2026-11-10, so nothing can move")
        .hasSize(3);
    assertThat(answer.errors())
        .contains("rules: warning: A visit without a source is of the channel Direkt")
        .doesNotContain("nothing moves");
  }

  @Test
  void aPublishedRenamingOfDirectIsWarnedOf() throws IOException {
    Path rules = renamingDirect();
    Answer answer =
        run(
            "rules",
            "publish",
            rules.toString(),
            "--effective-from",
            DAY,
            "--data",
            folder.toString());
    assertThat(answer.exit()).isZero();
    assertThat(answer.errors())
        .startsWith("rules: ours-1 is published and in force from 2026-11-10 on\n")
        .contains("rules: warning: A visit without a source is of the channel Direkt");
    assertThat(folder.resolve("rules/0001-ours-1.yaml")).exists();
  }

  @Test
  void rulesArePublishedWhereTheyAreReadFromOrNotAtAll() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "version: ours-1\n");
    String[] publish = {
      "rules", "publish", rules.toString(), "--effective-from", DAY, "--data", folder.toString()
    };
    Path elsewhere = folder.resolve("elsewhere");
    String[] there = with(publish, "--set", "classify.rules_folder=" + elsewhere);

    Answer absent = run(there);
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.errors())
        .startsWith("error: The folder of published channel rules " + elsewhere)
        .contains("(classify.rules_folder) is not there");
    Files.createDirectory(elsewhere);
    assertThat(run(there).exit()).isZero();
    assertThat(elsewhere.resolve("0001-ours-1.yaml")).exists();
    Answer nowhere = run(with(publish, "--set", "classify.rules_folder="));
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.errors()).startsWith("error: No rules are published: the setting");
    assertThat(folder.resolve("rules")).doesNotExist();
    assertThat(run("rules", "show", "--data", folder.toString()).errors()).isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsToldInPlainWords() {
    assertThat(run("attribute", "x.csv", "--bootstrap", "2", "--seed", "abc").errors())
        .startsWith("error: Invalid value for option '--seed': 'abc' is no whole number\n");
    assertThat(run("attribute", "x.csv", "--bootstrap", "3000000000").errors())
        .contains("'--bootstrap'", "'3000000000' is too large\n");
    assertThat(run("simulate", "--late", "much").errors()).contains("'much' is no number\n");
  }

  @Test
  void aPortBeyondTheLastIsRefusedBeforeAnythingStarts() {
    Answer answer = run("up", "--port", "99999", "--data", folder.toString());
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.errors()).contains("'99999' is no port; ports go from 1 to 65535");
  }

  @Test
  void aMistypedDataDirectoryDoesNotLookLikeAnEmptyOne() {
    String nowhere = folder.resolve("nowhere").toString();
    for (String[] command :
        new String[][] {
          {"complete", "--date", "2026-11-10", "--data", nowhere},
          {"query", "SELECT 1", "--data", nowhere},
          {"explain", "A", "--data", nowhere},
          {"rules", "diff", "x.yaml", "--from", DAY, "--to", DAY, "--data", nowhere},
          {"reconcile", "--date", "2026-11-10", "--data", nowhere}
        }) {
      Answer answer = run(command);
      assertThat(answer.exit()).as(command[0]).isEqualTo(1);
      assertThat(answer.errors()).as(command[0]).contains("There is no data directory " + nowhere);
    }
  }

  @Test
  void realEventsAreKeptOutOfADemosDirectory() throws IOException {
    Files.writeString(folder.resolve("demo"), "any");
    Answer answer = run("up", "--data", folder.toString());
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.errors()).contains("Real events must never mix with simulated ones.");
  }

  @Test
  void aConfigFileThatIsMissingOrBrokenIsToldApart() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThat(run("validate", "--config", missing.toString()).errors())
        .contains("The config file " + missing + " does not exist.");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "kafka:\n  a: [1\n");
    assertThat(run("validate", "--config", broken.toString()).errors())
        .contains("The config file " + broken + " is no YAML: line ")
        .contains("config/reference.yaml shows every key.");
  }

  @Test
  void aReaderThatHasHadEnoughIsNoFailure() {
    Answer answer =
        errorsOf(() -> Problem.print(new UncheckedIOException(new IOException("Broken pipe"))));
    assertThat(answer).isEqualTo(new Answer(0, ""));
  }

  @Test
  void aFullDiskIsToldWithItsRemedy() {
    Exception failure =
        new IllegalStateException(
            "Job aborted\nDriver stacktrace: ...",
            new IOException("write failed: No space left on device"));
    Answer answer = errorsOf(() -> Problem.print(failure));
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.errors())
        .startsWith("error: The disk of the data directory is full")
        .doesNotContain("Driver stacktrace");
  }
}

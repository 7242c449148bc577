package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.cli.output.Strictness;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.EventLines;
import dev.tributary.core.admission.LineCheck;
import dev.tributary.core.admission.UnreadConsent;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.ByteLines;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says of each event whether the collector would take it, and why not. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Reads events, one JSON object a line, and answers each with its verdict, its key, and the",
      "event as it would be kept, or the reason and the remedy. Nothing is stored. User ids appear",
      "as the data directory's key makes them; without one, as a fixed public key does."
    },
    footer = {"", "Example:", "  tributary validate events.jsonl --format table"})
public final class ValidateCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("line", "verdict", "key", "reason", "problem", "remedy", "event");

  /** Public, so that the same file gives the same answers on every machine without a key. */
  private static final byte[] KEY_WITHOUT_DATA = "tributary validate: no secret".getBytes(UTF_8);

  @Mixin private Output output = new Output();
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Strictness strictness = new Strictness();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines; - or none is standard input.")
  private String file;

  @Override
  public Integer call() throws IOException {
    byte[] key =
        Secrets.read(new DataDirectory(options.data()).pseudonymKey()).orElse(KEY_WITHOUT_DATA);
    Admission admission = new Admission(options.config(), Pseudonyms.withKey(key));
    LineCheck check = new LineCheck(admission, InstantSource.system());
    try (InputStream in = Input.open(file);
        RowWriter rows = output.open(COLUMNS, Format.JSONL)) {
      EventLines lines = new EventLines(in);
      for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
        LineCheck.Answer answer = check.answer(line);
        print(rows, answer);
        if (!answer.valid()) {
          strictness.refuse();
        }
      }
    }
    return strictness.exitCode();
  }

  private static void print(RowWriter rows, LineCheck.Answer answer) {
    if (answer.valid()) {
      rows.row(
          answer.line(),
          "valid",
          answer.key(),
          null,
          answer.warning().map(UnreadConsent::problem).orElse(null),
          answer.warning().map(UnreadConsent::remedy).orElse(null),
          answer.event());
      return;
    }
    Rejection why = answer.rejection();
    rows.row(
        answer.line(), "rejected", null, why.reason().code(), why.problem(), why.remedy(), null);
  }
}

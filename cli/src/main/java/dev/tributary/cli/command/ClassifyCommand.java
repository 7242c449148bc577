package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.cli.output.Strictness;
import dev.tributary.cli.output.TextLines;
import dev.tributary.core.classify.Classification;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.SignalLine;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Source, channel, click id and device of lines of JSON. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = {
      "Says where events came from: reads one JSON object a line with any of page_url, referrer,",
      "source, medium, campaign, term, content, click_id, click_id_type and user_agent, and of",
      "occurred_at, which says whose rules count (today's without it); prints the same lines with",
      "channel, source, medium, campaign, term, content, click_id, click_id_type, rule, bot,",
      "bot_reason, device and the problem, where a line or a field of it can't be read: the rest of",
      "the line is classified without that field."
    },
    footer = {
      "",
      "Example:",
      "  echo '{\"page_url\":\"https://shop.example/?gclid=a\"}' | tributary classify"
    })
public final class ClassifyCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
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

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();
  @Mixin private Strictness strictness = new Strictness();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Lines of JSON; - for stdin.")
  private String file;

  @Option(
      names = "--own-domain",
      paramLabel = "D",
      split = ",",
      description = "A domain of yours with its subdomains, never a source; may be repeated.")
  private List<String> ownDomains = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Classifier classifier = new Classifier(config());
    try (InputStream in = Input.open(file);
        RowWriter rows = output.open(COLUMNS, Format.JSONL)) {
      TextLines lines = new TextLines(in);
      for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
        answer(line, classifier, rows);
      }
    }
    return strictness.exitCode();
  }

  private Config config() {
    Config config = options.config();
    List<String> all = OwnDomains.of(ownDomains, config, spec);
    return config.with(ClassifySettings.OWN_DOMAINS.key(), String.join(",", all));
  }

  private void answer(TextLines.Line line, Classifier classifier, RowWriter rows) {
    if (!line.readable()) {
      problem(
          line.number(),
          "It is not UTF-8 (byte " + line.wrongByte() + "). Write it in that encoding.",
          rows);
      return;
    }
    SignalLine read;
    try {
      read = SignalLine.read(line.text());
    } catch (SignalLine.Unreadable e) {
      problem(line.number(), e.getMessage(), rows);
      return;
    }
    Classification found = classifier.classify(read.signals(), read.at().orElse(Instant.now()));
    if (!read.problems().isEmpty()) {
      strictness.refuse();
    }
    Optional<String> robot = UserAgents.robotReason(read.userAgent());
    rows.row(
        others(read),
        found.channel(),
        found.source(),
        found.medium(),
        found.campaign(),
        found.term(),
        found.content(),
        found.clickId(),
        found.clickIdType(),
        found.rule(),
        robot.isPresent(),
        robot.orElse(null),
        UserAgents.reduce(read.userAgent()).deviceClass(),
        read.problems().isEmpty()
            ? null
            : "Line " + line.number() + ": " + String.join(" ", read.problems()));
  }

  private void problem(long number, String why, RowWriter rows) {
    strictness.refuse();
    Object[] values = new Object[COLUMNS.size()];
    values[COLUMNS.size() - 1] = "Line " + number + " can't be classified. " + why;
    rows.row(values);
  }

  /** What the line says beside what is answered: it goes along, so that lines can be told apart. */
  private static Map<String, Object> others(SignalLine line) {
    Map<String, Object> others = new LinkedHashMap<>();
    line.members()
        .properties()
        .forEach(
            member -> {
              if (!COLUMNS.contains(member.getKey())) {
                others.put(member.getKey(), member.getValue());
              }
            });
    return others;
  }
}

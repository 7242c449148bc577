package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.cli.output.Strictness;
import dev.tributary.cli.output.TextLines;
import dev.tributary.core.config.Quoted;
import dev.tributary.core.identity.Crowd;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.identity.Stitching;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says which identifiers are one person. */
@Command(
    name = "stitch",
    mixinStandardHelpOptions = true,
    description = {
      "Reads JSON lines with the identifiers of one event each (visitor_id, user_id, click_id, any",
      "other name in _id or _hash) and occurred_at; prints each identifier's person. A line that",
      "can't be read is left out and told of on standard error."
    },
    footer = {
      "",
      "Example:",
      "  echo '{\"visitor_id\":\"v1\",\"user_id\":\"u1\",\"occurred_at\":\"2026-03-01T10:00:00Z\"}'"
          + " | tributary stitch"
    })
public final class StitchCommand implements Callable<Integer> {

  @Mixin private Output output = new Output();
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Strictness strictness = new Strictness();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines; - or none is standard input.")
  private String file;

  /** The number of the first line without a time; 0 where each has one. */
  private long firstUntimed;

  @Override
  public Integer call() throws IOException {
    Stitching stitching = new Stitching(options.config());
    try (InputStream in = Input.open(file)) {
      TextLines lines = new TextLines(in);
      for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
        take(stitching, line);
      }
    }
    print(stitching.resolve());
    if (firstUntimed > 0) {
      strictness.refuse();
      System.err.printf(
          "%d %s without occurred_at, the first of them line %d: what they name is linked all the"
              + " same, and valid_from is empty where no other line gives a time. Write on each line"
              + " when it happened.%n",
          stitching.untimed(), stitching.untimed() == 1 ? "line is" : "lines are", firstUntimed);
    }
    return strictness.exitCode();
  }

  private void take(Stitching stitching, TextLines.Line line) {
    if (!line.readable()) {
      leftOut(line, "it is not UTF-8 (byte " + line.wrongByte() + "); write it in that encoding");
      return;
    }
    long untimed = stitching.untimed();
    try {
      stitching.add(line.text());
      if (firstUntimed == 0 && stitching.untimed() > untimed) {
        firstUntimed = line.number();
      }
    } catch (IllegalArgumentException e) {
      leftOut(line, e.getMessage());
    }
  }

  private void leftOut(TextLines.Line line, String why) {
    strictness.refuse();
    System.err.println("line " + line.number() + " is left out: " + why + ".");
  }

  private void print(Resolution resolution) {
    try (RowWriter rows =
        output.open(List.of("kind", "identifier", "person_id", "valid_from"), Format.JSONL)) {
      for (Identity identity : resolution.identities()) {
        rows.row(
            identity.identifier().kind(),
            identity.identifier().value(),
            identity.personId(),
            Stitching.validFrom(identity).orElse(null));
      }
    }
    for (Cut cut : resolution.cuts()) {
      String name =
          Quoted.shortened(cut.identifier().kind())
              + " '"
              + Quoted.shortened(cut.identifier().value());
      if (cut.isOfACrowd()) {
        System.err.println(
            name
                + "' has several users and is one of a chain that would make one person of "
                + cut.neighbours()
                + ", more than the "
                + cut.limit()
                + " that a person may have (identity.users_per_person), so it joins none of its"
                + " users.");
        continue;
      }
      System.err.println(
          name
              + "' was seen with "
              + cut.neighbours()
              + " of "
              + Quoted.shortened(cut.neighbourKind())
              + ", more than the "
              + cut.limit()
              + " that one may join, so it joins "
              + (cut.keepsFirst() ? "only the first" : "none")
              + " of them.");
    }
    for (Crowd crowd : resolution.crowds()) {
      System.err.println(
          "person "
              + crowd.personId()
              + " goes by "
              + crowd.users()
              + " users, more than the "
              + crowd.limit()
              + " that one browser may have: a shared device whose cookies are cleared joins its"
              + " users so.");
    }
  }
}

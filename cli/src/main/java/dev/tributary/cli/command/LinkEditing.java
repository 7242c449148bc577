package dev.tributary.cli.command;

import dev.tributary.capture.link.LinkEditors;
import dev.tributary.capture.link.LinkException;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.DataDirectory;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who may change links over HTTP. */
final class LinkEditing {

  private LinkEditing() {}

  private static LinkEditors editors(DataOptions where) {
    return new LinkEditors(new DataDirectory(where.data()).linkEditors(), LinkSigning.audit(where));
  }

  /** Gives a key. */
  @Command(
      name = "allow",
      mixinStandardHelpOptions = true,
      description = {
        "Lets a program or a person change links over HTTP, and prints the key, which is kept"
            + " nowhere; a known name gets another key.",
        "Without any key links are changed by this command line only."
      },
      footer = {
        "",
        "Example:",
        "  tributary links allow campaign-tool",
        "  curl -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json'"
            + " -d '{\"id\":\"autumn\",\"destination\":\"https://shop.example/\"}'"
            + " http://127.0.0.1:8080/v1/links"
      })
  static final class Allow implements Runnable {

    @Mixin private DataOptions where = new DataOptions();
    @Mixin private Output output = new Output();

    @Parameters(paramLabel = "NAME", description = "Stands in the audit trail.")
    private String name;

    @Override
    public void run() {
      try {
        String key = editors(where).allow(name, LinkSigning.user(), Instant.now());
        try (RowWriter rows = output.open(List.of("name", "key"))) {
          rows.row(name, key);
        }
      } catch (LinkException e) {
        throw new Problem(e.getMessage(), e);
      }
    }
  }

  /** Takes it away. */
  @Command(
      name = "disallow",
      mixinStandardHelpOptions = true,
      description = "Takes a name's key away; a running server takes it no more.",
      footer = {"", "Example:", "  tributary links disallow campaign-tool"})
  static final class Disallow implements Runnable {

    @Mixin private DataOptions where = new DataOptions();

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public void run() {
      try {
        editors(where).disallow(name, LinkSigning.user(), Instant.now());
      } catch (LinkException e) {
        throw new Problem(e.getMessage(), e);
      }
    }
  }

  /** Names them. */
  @Command(
      name = "editors",
      mixinStandardHelpOptions = true,
      description = "Prints who may change links over HTTP, without keys.",
      footer = {"", "Example:", "  tributary links editors"})
  static final class Editors implements Runnable {

    @Mixin private DataOptions where = new DataOptions();
    @Mixin private Output output = new Output();

    @Override
    public void run() {
      try (RowWriter rows = output.open(List.of("name"))) {
        editors(where).names().forEach(rows::row);
      } catch (LinkException e) {
        throw new Problem(e.getMessage(), e);
      }
    }
  }
}

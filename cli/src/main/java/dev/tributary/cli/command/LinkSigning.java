package dev.tributary.cli.command;

import dev.tributary.capture.link.Expiry;
import dev.tributary.capture.link.LinkAudit;
import dev.tributary.capture.link.LinkException;
import dev.tributary.capture.link.LinkKey;
import dev.tributary.capture.link.LinkKeys;
import dev.tributary.capture.link.SignedLinks;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Links to any target that are signed instead of registered, and their keys. */
final class LinkSigning {

  private LinkSigning() {}

  static LinkAudit audit(DataOptions where) {
    return new LinkAudit(new DataDirectory(where.data()).capture().resolve("links.json"));
  }

  static String user() {
    return System.getProperty("user.name");
  }

  private static void noteSigned(DataOptions where, LinkKey key, String target) {
    try {
      audit(where).add(new LinkAudit.Entry(Instant.now(), user(), "sign", key.id(), target));
    } catch (IOException e) {
      throw new Problem(
          "The trail of link changes can't be written: "
              + e.getMessage()
              + ". Free the disk or mend its permissions.",
          e);
    }
  }

  /** Signs one. */
  @Command(
      name = "sign",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the path of a link to any target that is followed without being registered.",
        "Nobody without the key can make or change one; the key is made at the first call."
      },
      footer = {
        "",
        "Example:",
        "  tributary links sign https://blog.example/post --source partner --medium affiliate"
            + " --expires 2026-12-31T23:00:00Z"
      })
  static final class Sign implements Runnable {

    @Mixin private DataOptions where = new DataOptions();
    @Mixin private Output output = new Output();

    @Parameters(paramLabel = "URL", description = "Where it leads.")
    private String target;

    @Option(names = "--source", paramLabel = "NAME")
    private String source;

    @Option(names = "--medium", paramLabel = "NAME")
    private String medium;

    @Option(names = "--campaign", paramLabel = "NAME")
    private String campaign;

    @Option(names = "--ad-group", paramLabel = "NAME")
    private String adGroup;

    @Option(names = "--term", paramLabel = "TEXT")
    private String term;

    @Option(names = "--content", paramLabel = "TEXT")
    private String content;

    @Option(
        names = "--expires",
        paramLabel = "INSTANT",
        description = "From here on it answers 404, for example 2026-12-31T23:00:00Z.")
    private Instant expires;

    @Override
    public void run() {
      try {
        Expiry.requireAhead(expires, Instant.now());
        LinkKey key = LinkKeys.signing(new DataDirectory(where.data()).linkKeys());
        Campaign names = new Campaign(source, medium, campaign, adGroup, term, content);
        String path = "/s/" + SignedLinks.sign(key, target, names, expires);
        noteSigned(where, key, target); // Before anybody has the path to follow.
        try (RowWriter rows = output.open(List.of("path", "key_id", "expires_at"))) {
          rows.row(path, key.id(), expires);
        }
      } catch (LinkException e) {
        throw new Problem(e.getMessage(), e);
      }
    }
  }

  /** Changes the key. */
  @Command(
      name = "rotate-key",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a new key that signs from now on.",
        "Links under the key before it are still followed, those under older ones no more."
      },
      footer = {"", "Example:", "  tributary links rotate-key"})
  static final class RotateKey implements Runnable {

    @Mixin private DataOptions where = new DataOptions();
    @Mixin private Output output = new Output();

    @Override
    public void run() {
      try {
        LinkKeys keys =
            LinkKeys.rotate(
                new DataDirectory(where.data()).linkKeys(), audit(where), user(), Instant.now());
        try (RowWriter rows = output.open(List.of("key_id", "signs"))) {
          keys.keys().forEach(key -> rows.row(key.id(), key.equals(keys.keys().get(0))));
        }
      } catch (LinkException e) {
        throw new Problem(e.getMessage(), e);
      }
    }
  }
}

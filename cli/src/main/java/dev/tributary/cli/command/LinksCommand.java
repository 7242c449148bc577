package dev.tributary.cli.command;

import dev.tributary.capture.link.Finding;
import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkAudit;
import dev.tributary.capture.link.LinkException;
import dev.tributary.capture.link.LinkLint;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The registry of links. */
@Command(
    name = "links",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "add | list | disable | enable | restore | check | sign | rotate-key | allow | disallow"
            + " | editors | audit",
    subcommands = {
      LinkSigning.Sign.class,
      LinkSigning.RotateKey.class,
      LinkEditing.Allow.class,
      LinkEditing.Disallow.class,
      LinkEditing.Editors.class
    },
    description = {
      "Registers the links that capture redirects. A running capture takes changes over at once."
    },
    footer = {
      "",
      "Example:",
      "  tributary links add autumn https://shop.example/offers --source newsletter"
          + " --medium email --campaign autumn",
      "  curl -i http://127.0.0.1:8081/r/autumn",
      "  tributary links sign https://blog.example/post --source partner --medium affiliate"
    })
public final class LinksCommand implements Runnable {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "destination",
          "source",
          "medium",
          "campaign",
          "ad_group",
          "term",
          "content",
          "created_at",
          "created_by",
          "status",
          "expires_at");

  private final InstantSource clock = InstantSource.system();

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private Output output = new Output();

  /** Without a verb the links are listed. */
  @Override
  public void run() {
    explained(() -> print(output, registry(data).list()));
  }

  @Command(mixinStandardHelpOptions = true, description = "Registers a link and prints it.")
  void add(
      @Mixin DataOptions where,
      @Mixin Output output,
      @Parameters(paramLabel = "ID", description = "The end of /r/ID.") String id,
      @Parameters(paramLabel = "URL", description = "Where it leads.") String destination,
      @Option(names = "--source", paramLabel = "NAME") String source,
      @Option(names = "--medium", paramLabel = "NAME") String medium,
      @Option(names = "--campaign", paramLabel = "NAME") String campaign,
      @Option(names = "--ad-group", paramLabel = "NAME") String adGroup,
      @Option(names = "--term", paramLabel = "TEXT") String term,
      @Option(names = "--content", paramLabel = "TEXT") String content,
      @Option(
              names = "--expires",
              paramLabel = "INSTANT",
              description = "From here on it answers 404, for example 2026-12-31T23:00:00Z.")
          Instant expires,
      @Option(
              names = "--by",
              paramLabel = "NAME",
              description = "Who registers it (default: the user of this machine).")
          String by) {
    Link link =
        new Link(
            id,
            destination,
            new Campaign(source, medium, campaign, adGroup, term, content),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            by == null ? LinkSigning.user() : by,
            LinkStatus.ACTIVE,
            expires);
    explained(() -> registry(where).add(link));
    print(output, List.of(link));
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints all links, oldest first.")
  void list(@Mixin DataOptions where, @Mixin Output output) {
    explained(() -> print(output, registry(where).list()));
  }

  @Command(mixinStandardHelpOptions = true, description = "Makes a link answer 404.")
  void disable(@Mixin DataOptions where, @Parameters(paramLabel = "ID") String id) {
    explained(() -> registry(where).disable(id, LinkSigning.user(), clock.instant()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Makes a disabled link redirect again, or an expired one with --expires.")
  void enable(
      @Mixin DataOptions where,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--expires",
              paramLabel = "INSTANT",
              description = "From here on it answers 404, whatever expiry it had.")
          Instant expires) {
    explained(
        () -> {
          if (expires == null) {
            registry(where).enable(id, LinkSigning.user(), clock.instant());
          } else {
            registry(where).enableUntil(id, expires, LinkSigning.user(), clock.instant());
          }
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Takes back from the last good copy the links that links.json lacks, or all where it"
              + " is gone or damaged.")
  void restore(@Mixin DataOptions where) {
    explained(
        () -> {
          int links = registry(where).restore(LinkSigning.user(), clock.instant());
          System.err.println(links + " links are registered.");
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Prints who changed which link when, oldest first; 'failed' is a change that was begun and"
              + " not made.")
  void audit(@Mixin DataOptions where, @Mixin Output output) {
    List<LinkAudit.Entry> entries = LinkSigning.audit(where).entries();
    try (RowWriter rows = output.open(List.of("at", "actor", "action", "subject", "detail"))) {
      entries.forEach(
          entry ->
              rows.row(entry.at(), entry.actor(), entry.action(), entry.subject(), entry.detail()));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Reports names that would split or hide a campaign in the figures; exits 1 when there are"
              + " any.")
  int check(@Mixin DataOptions where, @Mixin Output output) {
    LinkLint lint = new LinkLint(new Classifier(where.config()));
    List<Finding> findings = lint.check(registry(where).list(), clock.instant());
    try (RowWriter rows = output.open(List.of("link", "rule", "problem", "remedy"))) {
      findings.forEach(
          finding ->
              rows.row(finding.linkId(), finding.rule(), finding.problem(), finding.remedy()));
    }
    return findings.isEmpty() ? 0 : 1;
  }

  private static void explained(Runnable work) {
    try {
      work.run();
    } catch (LinkException e) {
      throw new Problem(e.getMessage(), e);
    }
  }

  private static LinkRegistry registry(DataOptions where) {
    return new LinkRegistry(new DataDirectory(where.data()).capture().resolve("links.json"));
  }

  private void print(Output output, List<Link> links) {
    Instant now = clock.instant();
    try (RowWriter rows = output.open(COLUMNS)) {
      for (Link link : links) {
        Campaign campaign = link.campaign();
        rows.row(
            link.id(),
            link.destination(),
            campaign.source(),
            campaign.medium(),
            campaign.campaign(),
            campaign.adGroup(),
            campaign.term(),
            campaign.content(),
            link.createdAt(),
            link.createdBy(),
            link.shownAt(now),
            link.expiresAt());
      }
    }
  }
}

package dev.tributary.cli.links;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkAudit;
import dev.tributary.capture.link.LinkEditors;
import dev.tributary.capture.link.LinkException;
import dev.tributary.capture.link.LinkLint;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import dev.tributary.serving.links.LinkBook;
import dev.tributary.serving.links.LinkRefused;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Capture's registry of links as the API asks it. */
public final class RegisteredLinks implements LinkBook {

  private static final String UNREADABLE =
      "A file of the links can't be read or written; the log of the serving layer says which and"
          + " why. Look at GET /v1/links before you ask again: what is not there was not changed.";

  private final LinkRegistry registry;
  private final LinkEditors editors;
  private final Config config;
  private final InstantSource clock;

  public RegisteredLinks(DataDirectory data, Config config, InstantSource clock) {
    Path links = data.capture().resolve("links.json");
    this.registry = new LinkRegistry(links);
    this.editors = new LinkEditors(data.linkEditors(), new LinkAudit(links));
    this.config = config;
    this.clock = clock;
  }

  @Override
  public List<Entry> links() {
    return answered(() -> registry.list().stream().map(this::entry).toList());
  }

  @Override
  public boolean anyEditor() {
    return !answered(editors::names).isEmpty();
  }

  @Override
  public String editor(String authorization) {
    return answered(() -> editors.of(authorization));
  }

  @Override
  public Added add(Draft draft, String by) {
    Link link =
        new Link(
            draft.id(),
            draft.destination(),
            new Campaign(
                draft.source(),
                draft.medium(),
                draft.campaign(),
                draft.adGroup(),
                draft.term(),
                draft.content()),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            by,
            LinkStatus.ACTIVE,
            draft.expiresAt());
    return answered(
        () -> {
          // Before it is made: a fault of the check then leaves no link behind an error.
          List<Finding> findings = findings(link);
          registry.add(link);
          return new Added(entry(link), findings);
        });
  }

  private List<Finding> findings(Link link) {
    List<Link> withIt = new ArrayList<>(registry.list());
    withIt.add(link);
    return new LinkLint(new Classifier(config))
        .check(withIt, clock.instant()).stream()
            .filter(finding -> finding.linkId().equals(link.id()))
            .map(finding -> new Finding(finding.rule(), finding.problem(), finding.remedy()))
            .toList();
  }

  @Override
  public Entry mark(String id, Mark mark, String by) {
    return answered(
        () -> {
          switch (mark) {
            case ACTIVE -> registry.enable(id, by, clock.instant());
            case DISABLED -> registry.disable(id, by, clock.instant());
          }
          return registry.list().stream()
              .filter(link -> link.id().equals(id))
              .map(this::entry)
              .findFirst()
              .orElseThrow();
        });
  }

  private static <T> T answered(Supplier<T> work) {
    try {
      return work.get();
    } catch (LinkException e) {
      throw switch (e.kind()) {
        case REFUSED -> new LinkRefused(422, e.getMessage());
        case TAKEN -> new LinkRefused(409, e.getMessage());
        case UNKNOWN -> new LinkRefused(404, e.getMessage());
        case FILE -> new LinkRefused(503, UNREADABLE, e);
      };
    }
  }

  private Entry entry(Link link) {
    Campaign campaign = link.campaign();
    return new Entry(
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
        link.shownAt(clock.instant()),
        link.expiresAt());
  }
}

package dev.tributary.cli.demo;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import dev.tributary.simulator.LaunchLink;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers the launch's links, as 'tributary links add' does. */
final class DemoLinks {

  private DemoLinks() {}

  static void register(DataDirectory data, InstantSource clock) {
    LinkRegistry registry = new LinkRegistry(data.capture().resolve("links.json"));
    Set<String> known = registry.list().stream().map(Link::id).collect(Collectors.toSet());
    for (LaunchLink link : LaunchLink.ALL) {
      if (!known.contains(link.id())) {
        registry.add(
            new Link(
                link.id(),
                LaunchLink.DESTINATION,
                new Campaign(link.source(), link.medium(), link.campaign(), null, null, null),
                clock.instant(),
                "demo",
                LinkStatus.ACTIVE,
                null));
      }
    }
  }
}

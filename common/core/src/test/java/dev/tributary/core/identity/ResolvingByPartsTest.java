package dev.tributary.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What the batch layer relies on when a day comes: of what was seen together many times the first
 * and the last time say everything, and nothing outside of a component decides what is within.
 */
class ResolvingByPartsTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** Limits so small that guards bite in small examples. */
  private static final Config NARROW =
      Config.defaults()
          .with("identity.visitors_per_user", "3")
          .with("identity.users_per_visitor", "2")
          .with("identity.users_per_person", "2")
          .with("identity.visitors_per_click", "2");

  private record Seen(String visitor, String user, String click, boolean apart) {}

  private record Event(Seen seen, Instant at) {
    Collection<Link> links() {
      return seen.apart()
          ? Link.ofUnlink(seen.visitor(), seen.user(), seen.click(), at)
          : Link.ofEvent(seen.visitor(), seen.user(), seen.click(), at);
    }
  }

  @Property(tries = 400)
  void firstAndLastOfEachResolveAsAllDo(@ForAll("events") List<Event> events) {
    Map<Seen, Event> first = new HashMap<>();
    Map<Seen, Event> last = new HashMap<>();
    for (Event event : events) {
      first.merge(event.seen(), event, (one, two) -> one.at().isAfter(two.at()) ? two : one);
      last.merge(event.seen(), event, (one, two) -> one.at().isBefore(two.at()) ? two : one);
    }
    List<Event> ends = new ArrayList<>(first.values());
    ends.addAll(last.values());
    IdentityGraph graph = new IdentityGraph(NARROW);

    Resolution some = graph.resolve(links(ends));
    Resolution all = graph.resolve(links(events));

    assertThat(some.identities()).containsExactlyElementsOf(all.identities());
    assertThat(some.cuts()).isEqualTo(all.cuts());
  }

  @Property(tries = 400)
  void componentsResolveAsAllDo(@ForAll("events") List<Event> events) {
    IdentityGraph graph = new IdentityGraph(NARROW);

    List<Component> components = graph.components(Pairing.of(links(events)));

    assertThatTheySay(components, graph.resolve(links(events)));
  }

  @Property(tries = 400)
  void whatComesChangesOnlyComponentsThatItNames(
      @ForAll("events") List<Event> known, @ForAll("events") List<Event> coming) {
    IdentityGraph graph = new IdentityGraph(NARROW);
    List<Pairing> said = Pairing.of(links(coming));
    Set<Identifier> named =
        said.stream()
            .flatMap(pairing -> Stream.of(pairing.one(), pairing.other()))
            .collect(Collectors.toSet());
    List<Component> untouched = new ArrayList<>();
    List<Pairing> again = new ArrayList<>(said);
    for (Component component : graph.components(Pairing.of(links(known)))) {
      if (component.identities().stream().anyMatch(one -> named.contains(one.identifier()))) {
        again.addAll(component.pairings());
      } else {
        untouched.add(component);
      }
    }
    List<Event> all = new ArrayList<>(known);
    all.addAll(coming);

    List<Component> after = new ArrayList<>(untouched);
    after.addAll(graph.components(again));

    assertThatTheySay(after, graph.resolve(links(all)));
    assertThat(after).containsExactlyInAnyOrderElementsOf(graph.components(Pairing.of(links(all))));
  }

  private static void assertThatTheySay(List<Component> components, Resolution all) {
    assertThat(components.stream().flatMap(one -> one.identities().stream()))
        .containsExactlyInAnyOrderElementsOf(all.identities());
    assertThat(components.stream().flatMap(one -> one.cuts().stream()))
        .containsExactlyInAnyOrderElementsOf(all.cuts());
    assertThat(components.stream().flatMap(one -> one.crowds().stream()))
        .containsExactlyInAnyOrderElementsOf(all.crowds());
  }

  private static List<Link> links(List<Event> events) {
    return events.stream().flatMap(event -> event.links().stream()).toList();
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<String> visitor = Arbitraries.of("v1", "v2", "v3", "v4", "v5", "v6");
    Arbitrary<String> user = Arbitraries.of("u1", "u2", "u3", "u4").injectNull(0.3);
    Arbitrary<String> click = Arbitraries.of("c1", "c2", "c3").injectNull(0.6);
    Arbitrary<Boolean> apart =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
    Arbitrary<Seen> seen = Combinators.combine(visitor, user, click, apart).as(Seen::new);
    Arbitrary<Instant> at = Arbitraries.integers().between(0, 20).map(START::plusSeconds);
    return Combinators.combine(seen, at).as(Event::new).list().ofMaxSize(30);
  }
}

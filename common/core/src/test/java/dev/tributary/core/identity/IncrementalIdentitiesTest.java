package dev.tributary.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.identity.IncrementalIdentities.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IncrementalIdentitiesTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** Limits so small that guards bite in small examples. */
  private static final Config NARROW =
      Config.defaults()
          .with("identity.visitors_per_user", "3")
          .with("identity.users_per_visitor", "2")
          .with("identity.visitors_per_click", "2");

  @Property(tries = 400)
  void dayByDayIsTheSameAsAllAtOnce(@ForAll("days") List<List<Link>> days) {
    IncrementalIdentities incremental = new IncrementalIdentities(NARROW);
    IdentityGraph graph = new IdentityGraph(NARROW);
    List<Link> all = new ArrayList<>();
    Map<Identifier, String> before = new HashMap<>();
    for (List<Link> day : days) {
      all.addAll(day);
      Change change = incremental.add(day);
      Resolution whole = graph.resolve(all);

      assertThat(incremental.identities()).containsExactlyElementsOf(whole.identities());
      assertThat(incremental.cuts()).isEqualTo(whole.cuts());
      assertThat(change.persons()).isEqualTo(changed(before, whole));
      before.clear();
      whole.identities().forEach(one -> before.put(one.identifier(), one.personId()));
    }
  }

  @Property(tries = 200)
  void whatIsKeptComesToTheSameStateAgain(@ForAll("days") List<List<Link>> days) {
    IncrementalIdentities incremental = new IncrementalIdentities(NARROW);
    days.forEach(incremental::add);

    IncrementalIdentities restored = new IncrementalIdentities(NARROW);
    restored.add(incremental.links());

    assertThat(restored.identities()).containsExactlyElementsOf(incremental.identities());
    assertThat(restored.cuts()).isEqualTo(incremental.cuts());
  }

  @Example
  void addingADayTouchesOnlyTheComponentsConcerned() {
    IncrementalIdentities incremental = new IncrementalIdentities(Config.defaults());
    List<Link> history = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      history.addAll(Link.ofEvent("v" + i, "u" + i, null, START));
    }
    incremental.add(history);

    Change change = incremental.add(Link.ofEvent("v7", "u8", null, START.plusSeconds(60)));

    assertThat(change.resolved()).isEqualTo(3);
    assertThat(change.persons())
        .containsExactlyInAnyOrder(
            PersonId.of(Identifier.user("u7")), PersonId.of(Identifier.user("u8")));
    assertThat(change.identities()).hasSize(4);
    assertThat(incremental.identities()).hasSize(2_000);
  }

  @Example
  void sightingThatSaysNothingNewChangesNobody() {
    IncrementalIdentities incremental = new IncrementalIdentities(Config.defaults());
    incremental.add(Link.ofEvent("v", "u", null, START));

    Change change = incremental.add(Link.ofEvent("v", "u", null, START.plusSeconds(5)));

    assertThat(change.persons()).isEmpty();
  }

  @Example
  void aClickThatSeveralCarryKeepsWhoWasFirstHoweverOftenThatWasTakenBackAndSaidAgain() {
    IncrementalIdentities incremental = new IncrementalIdentities(NARROW);
    List<Link> links = new ArrayList<>(Link.ofEvent("v2", null, "c", START));
    links.addAll(Link.ofUnlink("v2", null, "c", START));
    links.addAll(Link.ofEvent("v2", null, "c", START.plusSeconds(1)));
    links.addAll(Link.ofEvent("v2", null, "c", START.plusSeconds(2)));
    links.addAll(Link.ofEvent("v3", null, "c", START.plusSeconds(1)));
    links.addAll(Link.ofEvent("v1", null, "c", START.plusSeconds(2)));

    incremental.add(links);

    assertThat(incremental.identities())
        .containsExactlyElementsOf(new IdentityGraph(NARROW).resolve(links).identities())
        .filteredOn(one -> one.identifier().kind().equals(Identifier.CLICK))
        .extracting(Identity::personId)
        .containsExactly(PersonId.of(Identifier.visitor("v2")));
    assertThat(incremental.cuts()).hasSize(1);
  }

  private static Set<String> changed(Map<Identifier, String> before, Resolution now) {
    Set<String> persons = new TreeSet<>();
    for (Identity identity : now.identities()) {
      String was = before.get(identity.identifier());
      if (!identity.personId().equals(was)) {
        persons.add(identity.personId());
        if (was != null) {
          persons.add(was);
        }
      }
    }
    return persons;
  }

  @Provide
  Arbitrary<List<List<Link>>> days() {
    Arbitrary<String> visitor = Arbitraries.of("v1", "v2", "v3", "v4", "v5", "v6");
    Arbitrary<String> user = Arbitraries.of("u1", "u2", "u3", "u4").injectNull(0.3);
    Arbitrary<String> click = Arbitraries.of("c1", "c2", "c3").injectNull(0.6);
    Arbitrary<Instant> at = Arbitraries.integers().between(0, 20).map(START::plusSeconds);
    Arbitrary<Boolean> apart =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.just(false)),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(true)));
    Arbitrary<List<Link>> event =
        Combinators.combine(visitor, user, click, at, apart)
            .as(
                (v, u, c, when, undo) ->
                    undo ? Link.ofUnlink(v, u, c, when) : Link.ofEvent(v, u, c, when));
    Arbitrary<List<Link>> day =
        event.list().ofMaxSize(8).map(events -> events.stream().flatMap(List::stream).toList());
    return day.list().ofMinSize(1).ofMaxSize(5);
  }
}

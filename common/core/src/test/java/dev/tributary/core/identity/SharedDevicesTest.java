package dev.tributary.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedDevicesTest {

  private static final Instant EARLY = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(3_600);

  private final IdentityGraph graph = new IdentityGraph(Config.defaults());
  private final List<Link> links = new ArrayList<>();

  @Test
  void linkThatWasCopiedFromAKioskJoinsNobodyToIt() {
    users("kiosk", 11);
    for (String guest : List.of("4", "5")) {
      links.addAll(Link.ofEvent("kiosk", null, "page-" + guest, EARLY));
      links.addAll(Link.ofEvent("phone-" + guest, null, "page-" + guest, LATE));
      links.addAll(Link.ofEvent("phone-" + guest, "guest-" + guest, null, LATE));
    }

    Resolution who = graph.resolve(links);

    assertThat(who.personOf("phone-4", null, null)).isEqualTo(who.personOf(null, "guest-4", null));
    assertThat(who.personOf("phone-5", null, null)).isEqualTo(who.personOf(null, "guest-5", null));
    assertThat(who.personOf("kiosk", null, null))
        .hasValue(PersonId.of(Identifier.visitor("kiosk")));
    assertThat(who.personOf(null, null, "page-4"))
        .as("the click is whose it was first")
        .isEqualTo(who.personOf("kiosk", null, null));
    assertThat(who.cuts())
        .containsExactly(new Cut(Identifier.visitor("kiosk"), Identifier.USER, 11, 10));
  }

  @Test
  void linkThatWasOpenedElsewhereFirstStaysWhereItWas() {
    users("kiosk", 11);
    links.addAll(Link.ofEvent("phone", null, "mail", EARLY));
    links.addAll(Link.ofEvent("kiosk", null, "mail", LATE));
    links.addAll(Link.ofEvent("kiosk", null, "own", LATE));

    Resolution who = graph.resolve(links);

    assertThat(who.personOf(null, null, "mail")).isEqualTo(who.personOf("phone", null, null));
    assertThat(who.personOf(null, null, "own")).isEqualTo(who.personOf("kiosk", null, null));
    assertThat(who.personOf("phone", null, null))
        .hasValue(PersonId.of(Identifier.visitor("phone")));
  }

  @Test
  void linkOfTwoBrowsersAtHomeJoinsThemStillWhenItIsOpenedAtAKioskLater() {
    users("kiosk", 11);
    links.addAll(Link.ofEvent("phone", null, "mail", EARLY));
    links.addAll(Link.ofEvent("laptop", null, "mail", EARLY.plusSeconds(1)));
    links.addAll(Link.ofEvent("kiosk", null, "mail", LATE));

    Resolution who = graph.resolve(links);

    assertThat(who.personOf("phone", null, null)).isEqualTo(who.personOf("laptop", null, null));
    assertThat(who.personOf(null, null, "mail")).isEqualTo(who.personOf("phone", null, null));
    assertThat(who.personOf("kiosk", null, null))
        .hasValue(PersonId.of(Identifier.visitor("kiosk")));
  }

  @Test
  void clickAndSessionOfAKioskStayItsOwn() {
    users("kiosk", 11);
    Identifier kiosk = Identifier.visitor("kiosk");
    Identifier session = new Identifier(Identifier.SESSION, "s");
    links.addAll(Link.among(List.of(kiosk, session), EARLY));
    links.addAll(Link.among(List.of(Identifier.click("ad"), session), EARLY.plusSeconds(1)));
    links.addAll(Link.ofEvent("kiosk", null, "ad", EARLY.plusSeconds(2)));
    links.addAll(Link.ofEvent("phone", null, "ad", LATE));

    Resolution who = graph.resolve(links);

    assertThat(who.personOf(null, null, "ad")).isEqualTo(who.personOf("kiosk", null, null));
    assertThat(personOf(who, Identifier.SESSION, "s")).isEqualTo(who.personOf("kiosk", null, null));
    assertThat(who.personOf("phone", null, null))
        .hasValue(PersonId.of(Identifier.visitor("phone")));
  }

  @Test
  void browserOfOneUserWithManyOtherNamesKeepsTheUser() {
    for (int i = 0; i < 11; i++) {
      links.addAll(
          Link.among(
              List.of(
                  Identifier.visitor("laptop"),
                  Identifier.user("anna"),
                  new Identifier("cart_id", "c" + i)),
              EARLY));
    }
    links.addAll(Link.ofEvent("phone", "anna", null, LATE));

    Resolution who = graph.resolve(links);

    assertThat(who.personOf("laptop", null, null)).isEqualTo(who.personOf(null, "anna", null));
    assertThat(who.personOf("phone", null, null)).isEqualTo(who.personOf(null, "anna", null));
  }

  @Test
  void deviceWhoseCookiesAreClearedJoinsNoneOfThem() {
    for (int i = 0; i < 25; i++) {
      links.addAll(
          Link.among(
              List.of(
                  new Identifier("device_id", "kiosk"),
                  Identifier.visitor("v" + i),
                  Identifier.user("u" + i)),
              EARLY.plusSeconds(i)));
    }

    assertThat(persons(graph.resolve(links))).isEqualTo(26);
  }

  @Test
  void sharedComputerIsJoinedByNoOtherNameEither() {
    users("library", 11);
    for (int i = 0; i < 5; i++) {
      links.addAll(
          Link.among(
              List.of(
                  Identifier.visitor("library"),
                  Identifier.user("u" + i),
                  new Identifier("email_hash", "e" + i)),
              LATE));
    }

    Resolution who = graph.resolve(links);

    assertThat(persons(who)).as("the computer, and eleven members").isEqualTo(12);
    assertThat(who.personOf(null, "u3", null)).isEqualTo(personOf(who, "email_hash", "e3"));
  }

  @Test
  void browserOfACrowdIsTakenOutOfItsClicksToo() {
    Config config = Config.defaults().with("identity.users_per_person", "2");
    users("one", 2);
    links.addAll(Link.ofEvent("two", "u1", null, EARLY));
    links.addAll(Link.ofEvent("two", "u9", null, EARLY));
    links.addAll(Link.ofEvent("one", null, "ad", EARLY));
    links.addAll(Link.ofEvent("phone", null, "ad", LATE));

    Resolution who = new IdentityGraph(config).resolve(links);

    assertThat(who.cuts()).hasSize(2).allMatch(Cut::isOfACrowd);
    assertThat(who.personOf("phone", null, null))
        .hasValue(PersonId.of(Identifier.visitor("phone")));
    assertThat(who.personOf(null, null, "ad")).isEqualTo(who.personOf("one", null, null));
  }

  private void users(String visitor, int users) {
    for (int i = 0; i < users; i++) {
      links.addAll(Link.ofEvent(visitor, "u" + i, null, EARLY.plusSeconds(i)));
    }
  }

  private static Optional<String> personOf(Resolution who, String kind, String value) {
    Identifier asked = new Identifier(kind, value);
    return who.identities().stream()
        .filter(one -> one.identifier().equals(asked))
        .map(Identity::personId)
        .findFirst();
  }

  private static long persons(Resolution who) {
    return who.identities().stream().map(Identity::personId).distinct().count();
  }
}

package dev.tributary.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.config.Config;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityGraphTest {

  private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATE = Instant.parse("2026-03-02T10:00:00Z");

  private final IdentityGraph graph = new IdentityGraph(Config.defaults());

  @Test
  void chainOfLinksIsOnePerson() {
    List<Link> links = new ArrayList<>();
    links.addAll(Link.ofEvent("phone", "u1", null, EARLY));
    links.addAll(Link.ofEvent("laptop", "u1", null, LATE));
    links.addAll(Link.ofEvent("laptop", null, "click", LATE));
    links.addAll(Link.ofEvent("stranger", null, null, LATE));

    Resolution who = graph.resolve(links);

    String person = PersonId.of(Identifier.user("u1"));
    assertThat(who.personOf("phone", null, null)).hasValue(person);
    assertThat(who.personOf(null, null, "click")).hasValue(person);
    assertThat(who.personOf("stranger", null, null))
        .hasValue(PersonId.of(Identifier.visitor("stranger")));
    assertThat(who.personOf("never seen", null, null)).isEmpty();
    assertThat(who.cuts()).isEmpty();
  }

  @Test
  void identifierIsValidFromItsFirstSighting() {
    List<Link> links = new ArrayList<>(Link.ofEvent("v", "u", null, LATE));
    links.addAll(Link.ofEvent("v", null, null, EARLY));

    assertThat(graph.resolve(links).identities())
        .extracting(one -> one.identifier().value(), Identity::validFrom)
        .containsExactly(tuple("u", LATE), tuple("v", EARLY));
  }

  @Test
  void orderOfLinksChangesNothing() {
    List<Link> links = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      links.addAll(
          Link.ofEvent(
              "v" + random.nextInt(200),
              random.nextInt(3) == 0 ? "u" + random.nextInt(40) : null,
              random.nextInt(4) == 0 ? "c" + random.nextInt(150) : null,
              EARLY.plusSeconds(i)));
    }
    List<Identity> expected = List.copyOf(graph.resolve(links).identities());
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(links, random);
      assertThat(graph.resolve(links).identities()).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void sharedLoginJoinsNobodyAndIsRecorded() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      links.addAll(Link.ofEvent("v" + i, "everybody", null, EARLY));
    }

    Resolution who = graph.resolve(links);

    assertThat(who.personOf("v0", null, null)).isNotEqualTo(who.personOf("v1", null, null));
    assertThat(who.cuts())
        .containsExactly(new Cut(Identifier.user("everybody"), Identifier.VISITOR, 51, 50));
  }

  @Test
  void asManyVisitorsAsAllowedAreStillOnePerson() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      links.addAll(Link.ofEvent("v" + i, "traveller", null, EARLY));
    }

    assertThat(graph.resolve(links).identities())
        .extracting(Identity::personId)
        .containsOnly(PersonId.of(Identifier.user("traveller")));
  }

  @Test
  void sharedComputerJoinsNobody() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      links.addAll(Link.ofEvent("library", "u" + i, null, EARLY));
    }

    assertThat(graph.resolve(links).identities().stream().map(Identity::personId).distinct())
        .hasSize(1_001);
  }

  @Test
  void usersOfAKioskWhoseCookiesAreClearedStayApartAndItsCookiesAreRecorded() {
    List<Link> links = new ArrayList<>(Link.ofEvent("phone", "alone", null, EARLY));
    for (int cookie = 0; cookie < 5; cookie++) {
      for (int user = 0; user < 10; user++) {
        // Whoever comes last under one cookie comes again, first under the next.
        links.addAll(Link.ofEvent("kiosk" + cookie, "u" + (cookie * 9 + user), null, EARLY));
      }
    }

    links.addAll(Link.ofEvent("home", "u3", "click", EARLY));

    Resolution who = graph.resolve(links);

    assertThat(personsOf(who)).as("46 users, 5 cookies, and the phone").isEqualTo(52);
    assertThat(who.personOf("home", null, null)).hasValue(PersonId.of(Identifier.user("u3")));
    assertThat(who.cuts())
        .hasSize(5)
        .startsWith(new Cut(Identifier.visitor("kiosk0"), Cut.PERSON, 46, 20))
        .allMatch(Cut::isOfACrowd);
    assertThat(who.crowds()).isEmpty();
  }

  @Test
  void asManyUsersAsAPersonMayHaveAreOneAndToldAsACrowd() {
    List<Link> links = new ArrayList<>();
    for (int cookie = 0; cookie < 2; cookie++) {
      for (int user = 0; user < 10; user++) {
        links.addAll(Link.ofEvent("kiosk" + cookie, "u" + (cookie * 9 + user), null, EARLY));
      }
    }
    links.addAll(Link.ofEvent("kiosk2", "u0", null, EARLY));
    links.addAll(Link.ofEvent("kiosk2", "u19", null, EARLY));

    Resolution who = graph.resolve(links);
    assertThat(who.cuts()).isEmpty();
    assertThat(who.crowds()).containsExactly(new Crowd(PersonId.of(Identifier.user("u0")), 20, 10));

    links.addAll(Link.ofEvent("kiosk2", "u20", null, EARLY));
    assertThat(graph.resolve(links).cuts()).hasSize(3);
    assertThat(personsOf(graph.resolveWithCrowds(links))).isEqualTo(1);
  }

  @Test
  void clickThatWasPassedOnBelongsToItsFirstVisitor() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      links.addAll(Link.ofEvent("v" + i, null, "shared", LATE.minusSeconds(i)));
    }

    Resolution who = graph.resolve(links);

    assertThat(who.personOf(null, null, "shared")).isEqualTo(who.personOf("v29", null, null));
    assertThat(who.personOf("v0", null, null)).isNotEqualTo(who.personOf("v29", null, null));
  }

  @Test
  void clicksOnASharedComputerJoinItsUsersNeither() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      links.addAll(Link.ofEvent("library", "u" + i, "click", EARLY));
    }

    Resolution who = graph.resolve(links);

    assertThat(who.personOf(null, "u1", null)).isNotEqualTo(who.personOf(null, "u2", null));
    assertThat(who.personOf(null, null, "click")).isEqualTo(who.personOf("library", null, null));
    assertThat(who.cuts())
        .containsExactly(new Cut(Identifier.visitor("library"), Identifier.USER, 20, 10));
  }

  /** No kind of identifier that a thousand users share makes them one person. */
  @ParameterizedTest
  @CsvSource({
    "device_id, 10, 1001",
    "email_hash, 10, 1001",
    "visitor_id, 10, 1001",
    "loyalty_id, 10, 1001",
    "click_id, 5, 1000",
    "session_id, 5, 1000"
  })
  void whatAThousandUsersShareMergesNoneOfThem(String kind, long limit, int persons) {
    Identifier shared = new Identifier(kind, "shared");
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      links.addAll(Link.among(List.of(shared, Identifier.user("u" + i)), EARLY.plusSeconds(i)));
    }

    Resolution who = graph.resolve(links);

    assertThat(personsOf(who)).isEqualTo(persons);
    assertThat(who.cuts()).containsExactly(new Cut(shared, Identifier.USER, 1_000, limit));
  }

  @ParameterizedTest
  @CsvSource({"email_hash, 10", "device_id, 50", "visitor_id, 50"})
  void aUserWithAThousandOfAKindIsSharedAndJoinsNoneOfThem(String kind, long limit) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      links.addAll(Link.among(List.of(Identifier.user("u"), new Identifier(kind, "n" + i)), EARLY));
    }

    Resolution who = graph.resolve(links);

    assertThat(personsOf(who)).isEqualTo(1_001);
    assertThat(who.cuts()).containsExactly(new Cut(Identifier.user("u"), kind, 1_000, limit));
  }

  @Test
  void aUserMayHaveAThousandClicksAndSessions() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      links.addAll(
          Link.among(
              List.of(
                  Identifier.user("u"),
                  Identifier.click("c" + i),
                  new Identifier(Identifier.SESSION, "s" + i)),
              EARLY));
    }

    Resolution who = graph.resolve(links);

    assertThat(personsOf(who)).isEqualTo(1);
    assertThat(who.cuts()).isEmpty();
  }

  @Test
  void moreClicksThanAnyoneMakesAreCutAsTheConfigSays() {
    Config few = Config.defaults().with("identity.clicks_per_visitor", "3");
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      links.addAll(Link.ofEvent("v", null, "c" + i, EARLY));
    }

    Resolution who = new IdentityGraph(few).resolve(links);

    assertThat(personsOf(who)).isEqualTo(5);
    assertThat(who.cuts())
        .containsExactly(new Cut(Identifier.visitor("v"), Identifier.CLICK, 4, 3));
  }

  /** Neither one session of all nor one of each leads around the cut. */
  @ParameterizedTest
  @CsvSource({
    "visitor_id, session_id, 1, 1001",
    "visitor_id, session_id, 1000, 1001",
    "device_id, session_id, 1000, 1001",
    "device_id, click_id, 1000, 1001",
    "visitor_id, email_hash, 1, 1001",
    "visitor_id, email_hash, 1000, 1001"
  })
  void whatIsSeenBesideASharedComputerJoinsItsUsersNeither(
      String computer, String beside, int different, int persons) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      links.addAll(
          Link.among(
              List.of(
                  new Identifier(computer, "kiosk"),
                  Identifier.user("u" + i),
                  new Identifier(beside, "b" + i % different)),
              EARLY));
    }

    assertThat(personsOf(graph.resolve(links))).isEqualTo(persons);
  }

  @Test
  void aClickOfManyBrowsersAndManyUsersBelongsToTheFirstOfAllAlone() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      links.addAll(Link.ofEvent("v" + i, null, "shared", EARLY.plusSeconds(i)));
      links.addAll(Link.ofEvent(null, "u" + i, "shared", LATE.plusSeconds(i)));
    }

    Resolution who = graph.resolve(links);

    assertThat(personsOf(who)).isEqualTo(12);
    assertThat(who.personOf(null, null, "shared")).isEqualTo(who.personOf("v0", null, null));
    assertThat(who.cuts()).hasSize(2).allMatch(Cut::keepsFirst);
  }

  private static long personsOf(Resolution who) {
    return who.identities().stream().map(Identity::personId).distinct().count();
  }

  @Test
  void linkTakenBackIsGoneFromItsTimeAndBeforeButNotAfter() {
    List<Link> links = new ArrayList<>(Link.ofEvent("v", "u", "c", EARLY));
    links.addAll(Link.ofUnlink("v", "u", null, EARLY));

    assertThat(graph.resolve(links).personOf("v", null, null))
        .hasValue(PersonId.of(Identifier.visitor("v")));
    assertThat(graph.resolve(links).personOf(null, "u", null))
        .hasValue(PersonId.of(Identifier.user("u")));
    assertThat(graph.resolve(links).personOf(null, null, "c"))
        .hasValue(PersonId.of(Identifier.visitor("v")));

    links.addAll(Link.ofEvent("v", "u", null, LATE));
    assertThat(graph.resolve(links).personOf("v", null, null))
        .hasValue(PersonId.of(Identifier.user("u")));
  }

  @Test
  void clickWithoutItsBrowserJoinsTheUserWhoCarriedIt() {
    Resolution who = graph.resolve(Link.ofEvent(null, "u", "c", EARLY));

    assertThat(who.personOf(null, null, "c")).hasValue(PersonId.of(Identifier.user("u")));
  }

  @Test
  void identifierSeenAloneCountsAgainstNoLimit() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      links.addAll(Link.ofEvent("v" + i, "u", null, EARLY));
    }
    links.addAll(Link.ofEvent(null, "u", null, EARLY));

    assertThat(graph.resolve(links).cuts()).isEmpty();
  }

  @Test
  void undoingBringsALoginBackUnderItsLimit() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      links.addAll(Link.ofEvent("v" + i, "u", null, EARLY));
    }
    links.addAll(Link.ofUnlink("v50", "u", null, LATE));

    Resolution who = graph.resolve(links);

    assertThat(who.cuts()).isEmpty();
    assertThat(who.personOf("v0", null, null)).isEqualTo(who.personOf("v1", null, null));
    assertThat(who.personOf("v50", null, null)).hasValue(PersonId.of(Identifier.visitor("v50")));
  }

  @Test
  void longChainNeedsNoDeepStack() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      links.addAll(Link.ofEvent("v" + i, "u" + i, null, EARLY));
      links.addAll(Link.ofEvent("v" + (i + 1), "u" + i, null, EARLY));
    }

    Config anyCrowd = Config.defaults().with("identity.users_per_person", "1000000");
    assertThat(personsOf(new IdentityGraph(anyCrowd).resolve(links))).isEqualTo(1);
    assertThat(personsOf(graph.resolve(links))).isEqualTo(199_999);
  }
}

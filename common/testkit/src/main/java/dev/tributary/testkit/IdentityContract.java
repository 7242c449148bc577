package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.identify;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static dev.tributary.testkit.Sketch.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation owes that knows who is one person. */
public abstract class IdentityContract {

  private static final String NOON = "2026-03-10T12:00:00Z";

  /** As in {@link AttributionContract}, of any number of visitors. */
  protected abstract List<AttributedConversion> attribute(List<Event> events);

  @Test
  void touchOnThePhoneEarnsTheOrderOnTheLaptop() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").from("google", "cpc"),
            identify("2026-03-08T12:05:00Z").visitor("phone").user("u"),
            identify("2026-03-10T11:00:00Z").visitor("laptop").user("u"),
            order("o", NOON, 5000).visitor("laptop"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void loginAfterTheOrderStillJoins() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").from("google", "cpc"),
            order("o", NOON, 5000).visitor("laptop"),
            identify("2026-03-10T13:00:00Z").visitor("laptop").user("u"),
            identify("2026-03-10T14:00:00Z").visitor("phone").user("u"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void orderOfAKnownCustomerWithoutVisitorFindsTheJourney() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").user("u").from("google", "cpc"),
            order("o", NOON, 5000).user("u"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void strangersStayApart() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("one").user("u1").from("google", "cpc"),
            order("o", NOON, 5000).visitor("other").user("u2"));

    assertThat(credit.unattributed()).isTrue();
  }

  @Test
  void sharedComputerMergesNobody() {
    List<Sketch> sketches = new ArrayList<>();
    for (int user = 0; user < 20; user++) {
      sketches.add(identify("2026-03-01T12:00:00Z").visitor("library").user("u" + user));
      sketches.add(
          click("2026-03-08T12:00:00Z")
              .visitor("phone" + user)
              .user("u" + user)
              .from("google", "cpc"));
    }
    sketches.add(order("o", NOON, 5000).visitor("phone7"));

    AttributedConversion credit = creditOf("o", sketches.toArray(Sketch[]::new));
    assertThat(credit.touches()).hasSize(1);
  }

  @Test
  void wrongLinkThatWasTakenBackJoinsNobody() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").user("u").from("google", "cpc"),
            identify("2026-03-09T12:00:00Z").visitor("laptop").user("u"),
            order("o", NOON, 5000).visitor("laptop"),
            unlink("2026-03-11T12:00:00Z").visitor("laptop").user("u"));

    assertThat(credit.unattributed()).isTrue();
  }

  @Test
  void linkSeenAgainAfterItWasTakenBackJoins() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").user("u").from("google", "cpc"),
            identify("2026-03-09T12:00:00Z").visitor("laptop").user("u"),
            order("o", NOON, 5000).visitor("laptop"),
            unlink("2026-03-11T12:00:00Z").visitor("laptop").user("u"),
            identify("2026-03-12T12:00:00Z").visitor("laptop").user("u"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  @Test
  void devicesOfOnePersonHaveSessionsOfTheirOwn() {
    AttributedConversion credit =
        creditOf(
            "o",
            pageView("2026-03-10T11:00:00Z").visitor("phone").user("u").from("news", "email"),
            pageView("2026-03-10T11:01:00Z").visitor("laptop").user("u").from("google", "cpc"),
            pageView("2026-03-10T11:02:00Z").visitor("phone").user("u"),
            order("o", NOON, 5000).visitor("laptop").user("u"));

    assertThat(Shares.channels(credit)).containsExactly("Email", "Paid Search");
  }

  @Test
  void oneOrderSentUnderTwoVisitorsCountsOnce() {
    List<AttributedConversion> attributed =
        attribute(
            List.of(
                order("o", NOON, 5000).visitor("one").event(),
                order("o", NOON, 5000).visitor("other").sequence(2).event()));

    assertThat(attributed).hasSize(1);
    assertThat(attributed.get(0).conversion().visitorId()).isEqualTo("one");
  }

  @Test
  void consentWithdrawnOnThePhoneTakesTheWholePersonOut() {
    AttributedConversion credit =
        creditOf(
            "o",
            click("2026-03-08T12:00:00Z").visitor("phone").user("u").from("google", "cpc"),
            consent("2026-03-09T12:00:00Z").visitor("phone").denied(),
            order("o", NOON, 5000).visitor("laptop").user("u"));

    assertThat(credit.unattributed()).isTrue();
  }

  @Test
  void ordersOnASharedComputerAreTheirUsers() {
    List<Sketch> sketches = new ArrayList<>();
    for (int member = 0; member < 12; member++) {
      String day = "2026-02-%02dT12:00:00Z".formatted(15 + member);
      for (String computer : List.of("library", "withdrawn")) {
        sketches.add(
            pageView(day).visitor(computer).user("m" + member).from("mail" + member, "email"));
      }
    }
    sketches.add(pageView("2026-03-08T12:00:00Z").visitor("library").from("news", "referral"));
    sketches.add(
        pageView("2026-03-06T12:00:00Z")
            .visitor("library")
            .from("ad", "cpc")
            .clickId("copied", "tcid"));
    sketches.add(
        pageView("2026-03-07T12:00:00Z")
            .visitor("guest")
            .from("own", "email")
            .clickId("copied", "tcid"));
    sketches.add(order("guest", NOON, 5000).visitor("guest"));
    sketches.add(click("2026-03-09T12:00:00Z").visitor("phone").user("m11").from("google", "cpc"));
    sketches.add(order("member", NOON, 5000).visitor("library").user("m11"));
    sketches.add(order("anonymous", NOON, 5000).visitor("library"));
    sketches.add(consent("2026-03-01T12:00:00Z").visitor("withdrawn").denied());
    sketches.add(order("withdrawn", NOON, 5000).visitor("withdrawn").user("m11"));
    for (int counter = 0; counter < 51; counter++) {
      sketches.add(
          click("2026-03-07T12:00:00Z")
              .visitor("counter" + counter)
              .user("staff")
              .from("google", "cpc"));
    }
    sketches.add(order("staff", NOON, 5000).visitor("counter7").user("staff"));

    List<AttributedConversion> all = attribute(sketches.stream().map(Sketch::event).toList());

    assertThat(sources(all, "member")).containsExactly("mail11", "google");
    assertThat(sources(all, "anonymous"))
        .as("of nobody who is known")
        .containsExactly("ad", "news");
    assertThat(sources(all, "guest"))
        .as("a link that was copied at the library joins nobody to it")
        .containsExactly("own");
    assertThat(Shares.of(all, "withdrawn").unattributed())
        .as("consent was withdrawn on that computer")
        .isTrue();
    assertThat(sources(all, "staff")).as("a shared login names nobody").containsExactly("google");
  }

  @Test
  void orderOfAUserWhoWasTakenOffTheBrowserIsTheUsers() {
    AttributedConversion credit =
        creditOf(
            "ben",
            pageView("2026-03-07T12:00:00Z").visitor("laptop").user("anna").from("news", "email"),
            click("2026-03-08T12:00:00Z").visitor("phone").user("ben").from("google", "cpc"),
            order("ben", NOON, 5000).visitor("laptop").user("ben"),
            unlink("2026-03-11T12:00:00Z").visitor("laptop").user("ben"));

    assertThat(Shares.channels(credit)).containsExactly("Paid Search");
  }

  private static List<String> sources(List<AttributedConversion> all, String orderId) {
    return Shares.of(all, orderId).touches().stream().map(Touchpoint::source).toList();
  }

  private AttributedConversion creditOf(String orderId, Sketch... sketches) {
    return Shares.of(attribute(Arrays.stream(sketches).map(Sketch::event).toList()), orderId);
  }
}

package dev.tributary.capture.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.event.Campaign;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which links a registry takes, and how long it lets them redirect. */
class RegisteredLinkTest {

  @TempDir Path folder;
  private Path file;
  private LinkRegistry registry;

  @BeforeEach
  void open() {
    file = folder.resolve("links.json");
    registry = new LinkRegistry(file);
  }

  @Test
  void aLinkThatHasExpiredAlreadyIsNotRegistered() {
    Link fresh = link("a", 1_000);
    for (Instant expiry : List.of(Instant.EPOCH, fresh.createdAt())) {
      assertThatThrownBy(() -> registry.add(expiring(fresh, expiry)))
          .isInstanceOfSatisfying(
              LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED))
          .hasMessageContaining("The expiry " + expiry + " is past")
          .hasMessageContaining("Give a later one");
    }
    Link ahead = expiring(fresh, fresh.createdAt().plusSeconds(1));
    registry.add(ahead);
    assertThat(registry.list()).containsExactly(ahead);
  }

  @Test
  void aLinkThatNobodyRegistersIsRefused() {
    Link a = link("a", 1_000);
    Link nobodys =
        new Link(a.id(), a.destination(), a.campaign(), a.createdAt(), " ", a.status(), null);

    assertThatThrownBy(() -> registry.add(nobodys))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("Nobody is named as who registers the link.")
        .hasMessageContaining("leave --by out");
    assertThat(registry.list()).isEmpty();
  }

  @Test
  void anExpiredLinkIsShownAsSuchAndRedirectsAgainOnlyWithALaterExpiry() {
    Instant later = Instant.ofEpochSecond(2_000);
    registry.add(expiring(link("a", 1_000), later.minusSeconds(1)));
    assertThat(only().shownAt(later.minusSeconds(2))).isEqualTo("active");
    assertThat(only().shownAt(later)).isEqualTo("expired");
    assertThatThrownBy(() -> registry.enable("a", "tester", later))
        .isInstanceOfSatisfying(
            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED))
        .hasMessageContaining("The link 'a' expired at 1970-01-01T00:33:19Z and stays so.")
        .hasMessageContaining("tributary links enable a --expires");
    assertThatThrownBy(() -> registry.enableUntil("a", later, "tester", later))
        .hasMessageContaining("is past");
    registry.disable("a", "tester", later);
    assertThat(only().shownAt(later)).isEqualTo("disabled");
    registry.enableUntil("a", later.plusSeconds(1), "tester", later);
    assertThat(only().usableAt(later)).isTrue();
    assertThat(only().shownAt(later.plusSeconds(1))).isEqualTo("expired");
    assertThat(new LinkAudit(file).entries())
        .last()
        .isEqualTo(
            new LinkAudit.Entry(later, "tester", "enable", "a", "expires 1970-01-01T00:33:21Z"));
  }

  private Link only() {
    return registry.list().get(0);
  }

  @Test
  void aNameOfWhichEventsKeepAPartIsNotRegistered() {
    String keptWhole = "x".repeat(255) + "\uD83C\uDF42";
    registry.add(named("a", new Campaign("newsletter", null, keptWhole, null, null, null)));
    assertThatThrownBy(
            () ->
                registry.add(
                    named("b", new Campaign(null, null, "x".repeat(300), null, null, null))))
        .isInstanceOfSatisfying(
            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED))
        .hasMessage(
            "The campaign of the link has 300 characters, and an event keeps 256 of them."
                + " Shorten it to 256.");
    assertThatThrownBy(
            () -> registry.add(named("b", new Campaign(null, null, null, null, null, "a\nb"))))
        .hasMessage(
            "The content of the link has a line break or another control character (U+000A)."
                + " Leave it out.");
    assertThat(registry.list()).extracting(Link::id).containsExactly("a");
  }

  private static Link named(String id, Campaign campaign) {
    Link link = link(id, 1);
    return new Link(
        id,
        "https://s.example/",
        campaign,
        link.createdAt(),
        link.createdBy(),
        link.status(),
        link.expiresAt());
  }

  private static Link expiring(Link link, Instant at) {
    return new Link(
        link.id(),
        link.destination(),
        link.campaign(),
        link.createdAt(),
        link.createdBy(),
        link.status(),
        at);
  }

  private static Link link(String id, long second) {
    return new Link(
        id,
        "https://shop.example/" + id,
        new Campaign("newsletter", null, null, null, null, null),
        Instant.ofEpochSecond(second),
        "tester",
        LinkStatus.ACTIVE,
        null);
  }
}

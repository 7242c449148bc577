package dev.tributary.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.explain.OrderExplanation;
import dev.tributary.serving.explain.OrderExplanation.Share;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.http.MadeShop.Settled;
import dev.tributary.serving.lake.MadeLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainedOrderTest {

  @TempDir Path lake;

  @Test
  void aRedirectWhoseIdStandsInTheLandingsAddressIsTheTouch() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            MadeShop.event("k-r", "click", "2026-11-09 08:00:00Z", "nobody", 20)
                    .replace("'nobody'", "NULL::VARCHAR")
                    .replace("'granted' AS consent_analytics", "'unknown' AS consent_analytics")
                + ", 'tc1' AS click_id, 'tcid' AS click_id_type, 'news' AS source, 'email' AS"
                + " medium, 'https://shop.example/?tcid=tc1' AS destination_url",
            MadeShop.event("k-l", "page_view", "2026-11-09 08:00:02Z", "v9", 21)
                + ", 'https://shop.example/?tcid=tc1' AS page_url",
            MadeShop.event("c-R", "conversion", "2026-11-09 08:30:00Z", "v9", 22)
                + MadeShop.order("R", 1_000)));

    OrderExplanation order = explain("R");

    assertThat(order.touches())
        .extracting(Touch::key, Touch::position, Touch::channel)
        .containsExactly(tuple("k-r", 1, "Email"), tuple("k-l", null, "Direct"));
    assertThat(order.status()).isEqualTo("provisional");
  }

  @Test
  void anOrderThatAMachineMadeIsNotCountedAndAwaitsNothing() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        MadeShop.event("c-M", "conversion", "2026-11-08 13:00:00Z", "v8", 30)
            + MadeShop.order("M", 1_000)
            + ", 'robot' AS device_class");

    assertThat(explain("M").status()).isEqualTo("not_counted");
    assertThat(explain("LATE").status()).isEqualTo("awaiting_restatement");
  }

  @Test
  void anIdIsLookedForAsItIsWhateverCharactersItHolds() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            MadeShop.event("k-odd", "click", "2026-11-09 08:00:00Z", "a\u001fv2,ü", 50)
                + ", 'news' AS source, 'email' AS medium",
            MadeShop.event("k-other", "click", "2026-11-09 08:10:00Z", "a", 51)
                + ", 'google' AS source, 'cpc' AS medium",
            MadeShop.event("c-O", "conversion", "2026-11-09 08:30:00Z", "a\u001fv2,ü", 52)
                + MadeShop.order("O", 1_000)));

    assertThat(explain("O").touches()).extracting(Touch::key).containsExactly("k-odd");
  }

  @Test
  void aWithdrawalEndsWhatCameBeforeItAlsoBeforeAnythingIsPublished() throws IOException {
    byte[] key = "k".repeat(Secrets.KEY_BYTES).getBytes(UTF_8);
    String subject = Pseudonyms.withKey(key).of("v9");
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            MadeShop.event("k-e", "click", "2026-11-09 08:00:00Z", "v9", 20)
                + ", 'news' AS source, 'email' AS medium",
            MadeShop.event("k-w", "consent", "2026-11-09 08:10:00Z", subject, 21)
                .replace("'granted' AS consent_analytics", "'denied' AS consent_analytics"),
            MadeShop.event("c-W", "conversion", "2026-11-09 08:30:00Z", "v9", 22)
                + MadeShop.order("W", 1_000)));

    assertThat(explain("W").notes())
        .anySatisfy(note -> assertThat(note).contains("a withdrawal may be passed over here"));

    Files.writeString(lake.resolve("pseudonym.key"), Base64.getEncoder().encodeToString(key));
    OrderExplanation order = explain("W");
    assertThat(order.touches())
        .extracting(Touch::key, Touch::position, Touch::excludedBy)
        .containsExactly(tuple("k-e", null, "consent_withdrawn"));
    assertThat(order.identifiers()).containsExactly("visitor_id v9", "consent_subject " + subject);
    assertThat(linear(order)).containsExactly("Direct 1000000");
    assertThat(order.notes())
        .containsExactly(
            "No touch was eligible, so it is credited to Direct and counted as unattributed.");
  }

  @Test
  void whatIsSomebodyElsesIsNoTouchAndTheNotesSayWhy() {
    MadeLake shop = MadeShop.in(lake);
    List<String> events = new ArrayList<>();
    events.add(redirect("k-r", "tc1", "2026-11-09 08:00:00Z"));
    for (int i = 1; i <= 6; i++) {
      String carrier = i == 6 ? "v9" : "other-" + i;
      events.add(
          MadeShop.event("k-l" + i, "page_view", "2026-11-09 08:0" + i + ":00Z", carrier, 20 + i)
              + ", 'https://shop.example/?tcid=tc1' AS page_url");
    }
    events.add(click("k-copied", "2026-11-09 08:10:00Z", "other-3", 30));
    events.add(click("k-copied", "2026-11-09 08:12:00Z", "v9", 31));
    for (int i = 1; i <= 51; i++) {
      events.add(
          MadeShop.event("i-" + i, "identify", "2026-11-09 07:00:00Z", "till-" + i, 40 + i)
              + ", 'shared' AS user_id");
    }
    events.add(
        click("k-till", "2026-11-09 08:20:00Z", "nobody", 95).replace("'nobody'", "NULL::VARCHAR")
            + ", 'shared' AS user_id");
    events.add(
        MadeShop.event("c-S", "conversion", "2026-11-09 08:30:00Z", "v9", 96)
            + ", 'shared' AS user_id"
            + MadeShop.order("S", 1_000));
    shop.append("raw_events", String.join(" UNION ALL BY NAME ", events));

    OrderExplanation order = explain("S");

    assertThat(order.identifiers()).containsExactly("visitor_id v9");
    assertThat(order.touches())
        .extracting(Touch::key, Touch::position, Touch::channel)
        .containsExactly(tuple("k-l6", 1, "Direct"));
    assertThat(order.notes())
        .containsExactly(
            "The link with the id tc1 was passed on: 6 of kind visitor_id carried it, more than 5"
                + " (identity.visitors_per_click), so its click is the first's alone.",
            "An event with the key k-copied was received earlier under visitor other-3 and is that"
                + " person's click; its copy does not count.");
  }

  @Test
  void anOrderOnASharedComputerIsItsUsersUnlessConsentWasWithdrawnThere() throws IOException {
    byte[] key = "k".repeat(Secrets.KEY_BYTES).getBytes(UTF_8);
    Files.writeString(lake.resolve("pseudonym.key"), Base64.getEncoder().encodeToString(key));
    MadeLake shop = MadeShop.in(lake);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      events.add(
          click("k-m" + i, "2026-11-09 06:%02d:00Z".formatted(i), "library", 100 + i)
              + ", 'm%d' AS user_id".formatted(i));
    }
    events.add(click("k-anonymous", "2026-11-09 07:00:00Z", "library", 119));
    events.add(click("k-phone", "2026-11-09 07:10:00Z", "phone", 120) + ", 'm11' AS user_id");
    events.add(
        MadeShop.event("c-L", "conversion", "2026-11-09 08:30:00Z", "library", 121)
            + ", 'm11' AS user_id"
            + MadeShop.order("L", 1_000));
    events.add(
        MadeShop.event("c-N", "conversion", "2026-11-09 08:31:00Z", "library", 122)
            + MadeShop.order("N", 1_000));
    shop.append("raw_events", String.join(" UNION ALL BY NAME ", events));

    OrderExplanation members = explain("L");
    assertThat(members.touches()).extracting(Touch::key).containsExactly("k-m11", "k-phone");
    assertThat(members.identifiers()).containsExactly("user_id m11", "visitor_id phone");
    assertThat(members.notes()).isEmpty();
    OrderExplanation nobodys = explain("N");
    assertThat(nobodys.touches()).extracting(Touch::key).containsExactly("k-anonymous");
    assertThat(nobodys.identifiers()).containsExactly("visitor_id library");
    assertThat(nobodys.notes()).isEmpty();

    shop.append(
        "raw_events",
        MadeShop.event(
                "k-w",
                "consent",
                "2026-11-09 08:10:00Z",
                Pseudonyms.withKey(key).of("library"),
                123)
            .replace("'granted' AS consent_analytics", "'denied' AS consent_analytics"));
    assertThat(linear(explain("L"))).containsExactly("Direct 1000000");
  }

  @Test
  void anOrderOnAKioskWhoseCookiesAreClearedIsItsUsersAlone() {
    MadeLake shop = MadeShop.in(lake);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      // The last of each day's ten comes again, first on the next.
      events.add(
          click("k-m" + i, "2026-11-09 06:%02d:00Z".formatted(i), "kiosk" + i / 10, 100 + i)
              + ", 'm%d' AS user_id".formatted(i - i / 10));
    }
    events.add(click("k-phone", "2026-11-09 07:10:00Z", "phone", 130) + ", 'm3' AS user_id");
    events.add(
        MadeShop.event("c-K", "conversion", "2026-11-09 08:30:00Z", "kiosk0", 131)
            + ", 'm3' AS user_id"
            + MadeShop.order("K", 1_000));
    shop.append("raw_events", String.join(" UNION ALL BY NAME ", events));

    OrderExplanation order = explain("K");

    assertThat(order.touches()).extracting(Touch::key).containsExactly("k-m3", "k-phone");
    assertThat(order.identifiers()).containsExactly("user_id m3", "visitor_id phone");
  }

  @Test
  void fittedModelsAreExplainedByTheFitsThatTheirPublicationPins() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            click("k-p", "2026-11-08 10:00:00Z", "v1", 60),
            MadeShop.event("k-e", "click", "2026-11-09 08:00:00Z", "v9", 61)
                + ", 'news' AS source, 'email' AS medium",
            click("k-q", "2026-11-09 08:10:00Z", "v9", 62),
            MadeShop.event("c-F", "conversion", "2026-11-09 08:30:00Z", "v9", 63)
                + MadeShop.order("F", 1_000)));
    shop.append(
        "model_fits",
        "SELECT * FROM (VALUES ('fit-1', 'markov_1', 'Email', 0.5, TIMESTAMPTZ '2026-11-08'),"
            + " ('fit-1', 'markov_1', 'Paid Search', 0.3, TIMESTAMPTZ '2026-11-08'),"
            + " ('fit-2', 'markov_1', 'Email', 0.1, TIMESTAMPTZ '2026-11-09'),"
            + " ('fit-2', 'markov_1', 'Paid Search', 0.3, TIMESTAMPTZ '2026-11-09'))"
            + " fits(fit_id, model, channel, effect, fitted_at)");
    Settled[] credit = {
      new Settled("linear", "2026-11-08 09:00:00Z", "click", "Email", 1, 333_334, 1_664),
      new Settled("linear", "2026-11-08 10:00:00Z", "click", "Paid Search", 2, 333_333, 1_663),
      new Settled("linear", "2026-11-08 11:50:00Z", "visit", "Direct", 3, 333_333, 1_663),
      new Settled("markov_1", "2026-11-08 09:00:00Z", "click", "Email", 1, 625_000, 3_119),
      new Settled("markov_1", "2026-11-08 10:00:00Z", "click", "Paid Search", 2, 375_000, 1_871)
    };
    String pinned = "{\"linear\":\"r\",\"markov_1\":\"fit-1\"}";
    MadeShop.publication(
        shop,
        "pub-2",
        "'"
            + pinned
            + "' AS model_versions, '[{\"effective_from\":null,\"version\":\"contra-1\"}]' AS"
            + " channel_rules",
        credit);
    Config fitted = Config.defaults().with("models.fitted", "markov_1");

    OrderExplanation published = explain("A", fitted);
    assertThat(published.shares().stream().filter(share -> share.model().equals("markov_1")))
        .extracting(Share::channel, Share::micros, Share::finalMicros, Share::provisionalMicros)
        .containsExactly(
            tuple("Email", 625_000L, 625_000L, null),
            tuple("Paid Search", 375_000L, 375_000L, null),
            tuple("Direct", 0L, 0L, null));
    assertThat(published.provenance().publishedRules())
        .containsExactly(new RuleBook.InForce("contra-1", null));
    assertThat(published.provenance().channelRules())
        .containsExactly(new RuleBook.InForce("ga4-2026-11", null));
    assertThat(published.why())
        .contains("Only the batch layer credits by fitted models (markov_1).")
        .noneSatisfy(sentence -> assertThat(sentence).contains("rules or weights"))
        .noneSatisfy(sentence -> assertThat(sentence).contains("by what is stored"));

    MadeShop.publication(
        shop,
        "pub-3",
        "'{\"markov_1\":\"fit-2\"}' AS model_versions, '{\"2026-11-08\":{\"publication_id\":"
            + "\"pub-2\",\"raw_version\":8,\"rule_version\":\"r\",\"model_versions\":"
            + pinned
            + ",\"channel_rules\":[{\"version\":\"contra-2\",\"effective_from\":\"2026-11-01\"}]}}'"
            + " AS computed_by, '[]' AS channel_rules",
        credit);
    OrderExplanation cameAlong = explain("A", fitted);
    assertThat(credit(cameAlong, "markov_1"))
        .containsExactly("Email 625000", "Paid Search 375000", "Direct 0");
    assertThat(cameAlong.provenance().publicationId()).isEqualTo("pub-3");
    assertThat(cameAlong.provenance().computedBy()).isEqualTo("pub-2");
    assertThat(cameAlong.provenance().publishedRules())
        .containsExactly(new RuleBook.InForce("contra-2", LocalDate.of(2026, 11, 1)));

    assertThat(credit(explain("F", fitted), "markov_1"))
        .containsExactly("Email 250000", "Paid Search 750000");
    assertThat(credit(explain("F"), "markov_1")).isEmpty();

    Config shorter = fitted.with("attribution.lookback_overrides", "channel:Email=0");
    assertThat(
            explain("A", shorter).shares().stream()
                .filter(share -> share.model().equals("linear"))
                .filter(share -> share.channel().equals("Email")))
        .extracting(Share::touchKey, Share::micros, Share::finalMicros)
        .containsExactly(tuple("k-2", 0L, 333_334L));
    assertThat(explain("A", shorter).why())
        .contains(
            "Email of 2026-11-08T09:00:00Z counted in the final credit and does not by what is"
                + " stored and set now: Email excluded: 3 h outside its 0-day window.");
  }

  @Test
  void twoTouchesOfOneMomentAndChannelHaveACreditEach() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            click("k-1a", "2026-11-09 08:00:00Z", "v9", 70),
            click("k-1b", "2026-11-09 08:00:00Z", "v9", 71),
            MadeShop.event("c-T", "conversion", "2026-11-09 08:30:00Z", "v9", 72)
                + MadeShop.order("T", 1_000)));

    assertThat(explain("T").shares().stream().filter(share -> share.model().equals("linear")))
        .extracting(Share::touchKey, Share::micros)
        .containsExactly(tuple("k-1a", 500_000L), tuple("k-1b", 500_000L));
  }

  private static String click(String key, String at, String visitor, int sequence) {
    return MadeShop.event(key, "click", at, visitor, sequence)
        + ", 'google' AS source, 'cpc' AS medium";
  }

  private static String redirect(String key, String id, String at) {
    return MadeShop.event(key, "click", at, "nobody", 19)
            .replace("'nobody'", "NULL::VARCHAR")
            .replace("'granted' AS consent_analytics", "'unknown' AS consent_analytics")
        + ", '%s' AS click_id, 'tcid' AS click_id_type, 'news' AS source, 'email' AS medium"
            .formatted(id);
  }

  private static List<String> linear(OrderExplanation order) {
    return credit(order, "linear");
  }

  private static List<String> credit(OrderExplanation order, String model) {
    return order.shares().stream()
        .filter(share -> share.model().equals(model))
        .map(share -> share.channel() + " " + share.micros())
        .toList();
  }

  private OrderExplanation explain(String orderId) {
    return explain(orderId, Config.defaults());
  }

  private OrderExplanation explain(String orderId, Config config) {
    Path key = lake.resolve("pseudonym.key");
    return new OrderExplainer(lake, key, config, conversion -> Optional.empty())
        .explain(orderId)
        .get(0);
  }
}

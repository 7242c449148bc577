package dev.tributary.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.ChannelMoves.Move;
import dev.tributary.serving.lake.MadeLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleDryRunTest {

  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);

  @TempDir Path folder;

  @Test
  void changeOfRulesTellsWhatMovesBetweenWhichChannels() throws IOException {
    Path lake = lake();
    Path rules = rules("{name: newsletter, channel: Newsletter, when: {source: {is: news}}}");

    List<Move> moves = new RuleDryRun(lake, Config.defaults()).moves(rules, SUNDAY, SUNDAY);

    assertThat(moves)
        .contains(
            new Move("Email", "Newsletter", 1L, null, null, null, null),
            new Move("Email", "Newsletter", null, "linear", "EUR", 500_000L, 2_495L),
            new Move("Email", "Newsletter", null, "first_touch", "EUR", 1_000_000L, 4_990L))
        .allSatisfy(move -> assertThat(move.to()).isEqualTo("Newsletter"));
  }

  @Test
  void daysOutsideTheQuestionAndRulesThatChangeNothingMoveNothing() throws IOException {
    Path lake = lake();
    Path rules = rules("{name: newsletter, channel: Newsletter, when: {source: {is: news}}}");
    Path same = rules("{name: email, channel: Email, when: {medium: {is: email}}}");

    RuleDryRun dryRun = new RuleDryRun(lake, Config.defaults());

    assertThat(dryRun.moves(rules, SUNDAY.plusDays(1), SUNDAY.plusDays(9)))
        .extracting(Move::from, Move::to, Move::touches)
        .isEmpty();
    assertThat(dryRun.moves(same, SUNDAY, SUNDAY)).isEmpty();
  }

  @Test
  void orderAfterAWithdrawalThatIsOlderThanAllWindowsMovesItsTouchesOnly() throws IOException {
    Path lake =
        lake(
            event("w-1", "consent", "2026-03-01 09:00:00Z", "hash-of-v1", 4)
                .replace("'granted'", "'denied'"));

    assertThat(new RuleDryRun(lake, Config.defaults()).moves(newsletter(), SUNDAY, SUNDAY))
        .containsExactly(new Move("Email", "Newsletter", 1L, null, null, null, null));
  }

  @Test
  void orderThatCountsUnderAnotherVisitorLongAgoMovesNothing() throws IOException {
    Path lake =
        lake(
            event("c-A", "conversion", "2026-03-01 09:00:00Z", "v3", 4)
                + ", 'purchase' AS conversion_type, 'A' AS order_id, 4990 AS value_minor, 'EUR' AS"
                + " currency");

    assertThat(new RuleDryRun(lake, Config.defaults()).moves(newsletter(), SUNDAY, SUNDAY))
        .containsExactly(new Move("Email", "Newsletter", 1L, null, null, null, null));
  }

  private Path newsletter() throws IOException {
    return rules("{name: newsletter, channel: Newsletter, when: {source: {is: news}}}");
  }

  private Path rules(String rule) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "rules", ".yaml"), "version: ours-1\nrules: [" + rule + "]\n");
  }

  /** One person on two devices: an e-mail's click, a visit from a search, an order of 49.90. */
  private Path lake(String... more) {
    MadeLake made = new MadeLake(folder.resolve("lake"));
    made.append(
        "raw_events",
        together(
            more,
            event("k-1", "click", "2026-11-08 09:00:00Z", "v2", 1)
                + ", 'https://shop.example/' AS destination_url, 'news' AS source, 'email' AS medium",
            event("k-2", "click", "2026-11-08 11:00:00Z", "v1", 2)
                + ", 'https://shop.example/' AS destination_url, 'google' AS source, 'cpc' AS medium",
            event("c-A", "conversion", "2026-11-08 12:00:00Z", "v1", 3)
                + ", 'purchase' AS conversion_type, 'A' AS order_id, 4990 AS value_minor, 'EUR' AS"
                + " currency"));
    made.append(
        "identities",
        "SELECT unnest(['visitor_id', 'visitor_id', 'consent_subject']) AS kind, unnest(['v1', 'v2',"
            + " 'hash-of-v1']) AS identifier, 'p-1' AS person_id, 'pub-1' AS publication_id");
    made.commit(
        "attribution",
        MadeLake.note("pub-1", SUNDAY.plusDays(1), SUNDAY),
        List.of(
            new MadeLake.Part(
                java.util.Map.of("day", "2026-11-08", "status", "final"),
                "SELECT 'linear' AS model, 'Email' AS channel, 'news' AS source, 'email' AS medium,"
                    + " 1000000 AS credit_micros, 4990 AS revenue_minor, 'EUR' AS currency,"
                    + " 1000000 AS low_micros, 1000000 AS high_micros, TIMESTAMPTZ '2026-11-09"
                    + " 11:00:00Z' AS as_of, 'pub-1' AS publication_id")));
    return made.folder();
  }

  private static String together(String[] more, String... events) {
    return Stream.concat(Stream.of(events), Stream.of(more))
        .collect(Collectors.joining(" UNION ALL BY NAME "));
  }

  private static String event(String key, String type, String at, String visitor, int sequence) {
    return "SELECT '%s' AS key, '%s' AS event_type, TIMESTAMPTZ '%s' AS occurred_at, TIMESTAMPTZ '%s' AS occurred_at_original, TIMESTAMPTZ '%s' AS received_at, '%s' AS visitor_id, 'granted' AS consent_analytics, 'granted' AS consent_advertising, 'c1' AS collector_id, %d AS sequence, 'ok' AS status, 1 AS schema_version"
        .formatted(key, type, at, at, at, visitor, sequence);
  }
}

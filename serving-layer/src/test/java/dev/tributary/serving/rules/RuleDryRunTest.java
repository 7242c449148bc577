package dev.tributary.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.classify.RuleChange;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.ChannelMoves.Move;
import dev.tributary.serving.lake.MadeLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDryRunTest {

  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);

  @TempDir Path folder;

  @Test
  void changeOfRulesTellsWhatMovesBetweenWhichChannels() throws IOException {
    Path lake = lake();
    Path rules = rules("{name: newsletter, channel: Newsletter, when: {source: {is: news}}}");

    List<Move> moves = moves(lake, rules);

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

    Rehearsal after = rehearsal(lake, Config.defaults(), alone(rules), SUNDAY.plusDays(1), 9);
    assertThat(after.moves()).isEmpty();
    assertThat(after.days()).isEmpty();
    assertThat(after.emptyDays(SUNDAY.plusDays(1), SUNDAY.plusDays(9)))
        .containsExactly("2026-11-09 to 2026-11-17");
    Rehearsal around = rehearsal(lake, Config.defaults(), alone(same), SUNDAY.minusDays(1), 5);
    assertThat(around.moves()).isEmpty();
    assertThat(around.days()).containsExactly(SUNDAY);
    assertThat(around.emptyDays(SUNDAY.minusDays(1), SUNDAY.plusDays(3)))
        .containsExactly("2026-11-07", "2026-11-09 to 2026-11-11");
  }

  @Test
  void rehearsedPublicationMovesOnlyWhatIsReadFromItsDayOn() throws IOException {
    Path lake = lake();
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Config config = Config.defaults().with("classify.rules_folder", rules.toString());
    RuleBook.of(config)
        .publish(rules("{name: ads, channel: Ads, when: {source: {is: google}}}"), SUNDAY, rules);
    Path ours =
        Files.writeString(
            folder.resolve("ours.yaml"),
            "version: ours-2\n"
                + "rules: [{name: newsletter, channel: Newsletter, when: {source: {is: news}}}]");

    RuleChange sunday = RuleChange.publishing(config, ours, SUNDAY);
    RuleChange monday = RuleChange.publishing(config, ours, SUNDAY.plusDays(1));
    RuleChange friday = RuleChange.publishing(config, ours, SUNDAY.minusDays(2));

    assertThat(rehearsal(lake, config, sunday, SUNDAY, 1).ofModel("linear").moves())
        .containsExactly(
            new Move("Email", "Newsletter", 1L, null, null, null, null),
            new Move("Email", "Newsletter", null, "linear", "EUR", 500_000L, 2_495L));
    assertThat(rehearsal(lake, config, friday, SUNDAY, 1).moves())
        .isEqualTo(rehearsal(lake, config, sunday, SUNDAY, 1).moves());
    Rehearsal late = rehearsal(lake, config, monday, SUNDAY, 1);
    assertThat(late.moves()).isEmpty();
    assertThat(late.days()).containsExactly(SUNDAY);
  }

  @Test
  void fittedModelsMoveAsTheNextRunWouldCreditByTheirCurrentFits() throws IOException {
    Path lake = lake();
    new MadeLake(lake)
        .append(
            "model_fits",
            "SELECT * FROM (VALUES ('old', 'markov_1', 'Email', 0.9, TIMESTAMPTZ '2026-11-07'),"
                + " ('fit-1', 'markov_1', 'Email', 0.6, TIMESTAMPTZ '2026-11-08'),"
                + " ('fit-1', 'markov_1', 'Paid Search', 0.2, TIMESTAMPTZ '2026-11-08'),"
                + " ('fit-2', 'shapley_subset', 'Email', 1.0, TIMESTAMPTZ '2026-11-08'))"
                + " fits(fit_id, model, channel, effect, fitted_at)");
    Config config = Config.defaults().with("models.fitted", "markov_1,shapley_subset,markov_2");

    Rehearsal rehearsal = rehearsal(lake, config, alone(newsletter()), SUNDAY, 1);

    assertThat(rehearsal.moves())
        .filteredOn(move -> move.model() != null && move.model().contains("_"))
        .filteredOn(move -> move.model().matches("markov.*|shapley.*"))
        .containsExactly(
            new Move("Email", "Newsletter", null, "shapley_subset", "EUR", 500_000L, 2_495L),
            new Move("Email", "Paid Search", null, "markov_1", "EUR", 750_000L, 3_742L));
    assertThat(rehearsal.notes())
        .containsOnly(
            Map.entry(
                "markov_1",
                "The model markov_1 credits by its current fit fit-1, as the next run will. That"
                    + " fit does not know Newsletter: such a channel gets nothing beside one that it"
                    + " knows, until 'tributary fit' has read days that were published with it."),
            Map.entry(
                "markov_2",
                "The model markov_2 (models.fitted) has no fit yet: a run leaves it out, and so does"
                    + " this."));
    assertThat(rehearsal.ofModel("markov_1").notes()).containsOnlyKeys("markov_1");
  }

  private List<Move> moves(Path lake, Path rules) {
    return rehearsal(lake, Config.defaults(), alone(rules), SUNDAY, 1).moves();
  }

  private static RuleChange alone(Path rules) {
    return RuleChange.alone(Config.defaults(), rules);
  }

  private static Rehearsal rehearsal(
      Path lake, Config config, RuleChange change, LocalDate from, int days) {
    return new RuleDryRun(lake, config).of(change, from, from.plusDays(days - 1));
  }

  @Test
  void orderAndTouchesAfterAWithdrawalThatIsOlderThanAllWindowsMoveNothing() throws IOException {
    Path lake =
        lake(
            event("w-1", "consent", "2026-03-01 09:00:00Z", "hash-of-v1", 4)
                .replace("'granted'", "'denied'"));

    assertThat(moves(lake, newsletter())).isEmpty();
  }

  @Test
  void orderThatCountsUnderAnotherVisitorLongAgoMovesNothing() throws IOException {
    Path lake =
        lake(
            event("c-A", "conversion", "2026-03-01 09:00:00Z", "v3", 4)
                + ", 'purchase' AS conversion_type, 'A' AS order_id, 4990 AS value_minor, 'EUR' AS"
                + " currency");

    assertThat(moves(lake, newsletter()))
        .containsExactly(new Move("Email", "Newsletter", 1L, null, null, null, null));
  }

  @Test
  void orderOfAUserOnAStrangersBrowserMovesNothingOfTheStrangers() throws IOException {
    assertThat(moves(guest(), newsletter()))
        .contains(
            new Move("Email", "Newsletter", null, "linear", "EUR", 500_000L, 2_495L),
            new Move("Email", "Newsletter", null, "first_touch", "EUR", 1_000_000L, 4_990L));
  }

  @Test
  void orderUnderALoginThatManyBrowsersShareIsItsBrowsers() throws IOException {
    Path lake = guest();
    new MadeLake(lake)
        .append(
            "identity_cuts",
            "SELECT 'user_id' AS kind, 'm' AS identifier, 'visitor_id' AS neighbour_kind, 'pub-1' AS"
                + " publication_id");

    assertThat(moves(lake, newsletter()))
        .contains(new Move("Email", "Newsletter", null, "linear", "EUR", 1_000_000L, 2_995L));
  }

  @ParameterizedTest
  @CsvSource({"denied, denied, 1000000", "unknown, denied, 1000000", "unknown, granted, 500000"})
  void orderOnABrowserWhoseConsentWasWithdrawnStaysWithIt(
      String said, String unknownCountsAs, long moved) throws IOException {
    Path lake =
        guest(
            event("w-1", "consent", "2026-11-08 13:00:00Z", "hash-of-v1", 5)
                .replace("'granted' AS consent_analytics", "'" + said + "' AS consent_analytics"));
    Config config = Config.defaults().with("consent.unknown_analytics", unknownCountsAs);

    assertThat(rehearsal(lake, config, alone(newsletter()), SUNDAY, 1).moves())
        .filteredOn(move -> "linear".equals(move.model()))
        .singleElement()
        .satisfies(move -> assertThat(move.creditMicros()).isEqualTo(moved));
  }

  /** A user who has never met the person of v1 orders on that browser. */
  private Path guest(String... more) {
    Path lake =
        lake(
            Stream.concat(
                    Stream.of(
                        event("c-M", "conversion", "2026-11-08 12:30:00Z", "v1", 4)
                            + ", 'm' AS user_id, 'purchase' AS conversion_type, 'M' AS order_id,"
                            + " 1000 AS value_minor, 'EUR' AS currency"),
                    Stream.of(more))
                .toArray(String[]::new));
    new MadeLake(lake)
        .append(
            "identities",
            "SELECT 'user_id' AS kind, 'm' AS identifier, 'p-2' AS person_id, 'pub-1' AS"
                + " publication_id");
    return lake;
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
                Map.of("day", "2026-11-08", "status", "final"),
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

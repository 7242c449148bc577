package dev.tributary.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One life of the whole platform, in its real processes; each step goes on from the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformEndToEndTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  @TempDir static Path home;

  private static final Shop SHOP = new Shop();
  private static Installation installation;
  private static Run up;
  private static Figures figures;
  private static NewcomersPage newcomer;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    installation = Installation.in(home);
    newcomer = NewcomersPage.start(() -> capture());
    installation.register(NewcomersPage.LINK, newcomer.origin() + "/");
    installation.register(
        NewcomersPage.UNDECIDED, newcomer.origin() + "/" + NewcomersPage.UNDECIDED);
    up = installation.up(newcomer.origin());
    figures = new Figures(installation.data(), () -> up.address("dashboard"));
    up.awaitReady("capture", 1);
    up.awaitReady("dashboard", 1);
  }

  @AfterAll
  static void stop() {
    System.out.println(up.errors());
    up.close();
    newcomer.close();
  }

  private static String capture() {
    return up.address("capture");
  }

  private static void followAndOrder(String name) throws IOException, InterruptedException {
    SHOP.visitAndOrder(capture(), name, SHOP.follow(capture(), Installation.LINK), "49.90");
  }

  private static void awaitToday(Map<String, String> lines) throws InterruptedException {
    Eventually.equal("today", lines, () -> figures.day(TODAY, "last_touch"));
  }

  private static void awaitStored() throws InterruptedException {
    Eventually.equal("events in the raw log", SHOP.acknowledged(), figures::storedIds);
  }

  private static TreeSet<String> clicks() {
    return figures.strings("SELECT DISTINCT click_id FROM raw_events WHERE event_type = 'click'");
  }

  @Test
  @Order(1)
  void aClickEarnsProvisionalCreditForItsLink() throws Exception {
    followAndOrder("click-1");
    awaitToday(Map.of("Email provisional", "1000000/4990"));
  }

  @Test
  @Order(2)
  void yesterdaysEventsThatArriveTodayAreCreditedOnceOnTheirDay() throws Exception {
    Instant morning = YESTERDAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
    String email = "https://shop.example.com/?utm_source=newsletter&utm_medium=email";
    Instant noon = morning.plusSeconds(14_400);
    ObjectNode phoneView = Shop.pageView("past-phone-view", "phone", morning, email);
    SHOP.post(
        capture(),
        phoneView,
        Shop.logIn("past-phone-login", "phone", morning.plusSeconds(60), "ann"),
        Shop.pageView("past-laptop-view", "laptop", noon, Shop.SEARCH_AD),
        Shop.logIn("past-laptop-login", "laptop", noon.plusSeconds(60), "ann"),
        Shop.order("past-ann-order", "laptop", noon.plusSeconds(120), "ann-order", "80.00"));
    SHOP.post(capture(), phoneView);
    SHOP.post(
        capture(),
        Shop.pageView("past-bob-view", "bob", noon, Shop.SEARCH_AD),
        Shop.order("past-bob-order", "bob", noon.plusSeconds(300), "bob-order", "25.00"),
        Shop.order("past-bob-again", "bob", noon.plusSeconds(300), "bob-order", "25.00"),
        Shop.denied(Shop.pageView("past-denied-view", "secret", noon, email)));
    Eventually.equal(
        "yesterday",
        Map.of("Paid Search provisional", "2000000/10500"),
        () -> figures.day(YESTERDAY, "last_touch"));
    awaitStored();
    assertThat(figures.strings("SELECT visitor_id FROM raw_events WHERE event_type = 'page_view'"))
        .contains("phone", "laptop", "bob")
        .doesNotContain("secret");
  }

  @Test
  @Order(3)
  void whatCaptureAcknowledgedSurvivesItsKill() throws Exception {
    for (int i = 1; i <= 5; i++) {
      SHOP.visitAndOrder(capture(), "before-" + i, Shop.SEARCH_AD, "10.00");
    }
    assertThat(up.child("capture").destroyForcibly()).isTrue();
    up.awaitReady("capture", 2);
    for (int i = 1; i <= 5; i++) {
      SHOP.visitAndOrder(capture(), "after-" + i, Shop.SEARCH_AD, "10.00");
    }
    awaitToday(
        Map.of("Email provisional", "1000000/4990", "Paid Search provisional", "10000000/10000"));
    awaitStored();
  }

  @Test
  @Order(4)
  void clicksAndEventsAreTakenWhileThePlatformIsDeadAndCreditedLater() throws Exception {
    ProcessHandle platform = up.child("full");
    assertThat(platform.destroyForcibly()).isTrue();
    Eventually.equal("platform alive", false, platform::isAlive);
    for (int i = 1; i <= 3; i++) {
      followAndOrder("down-" + i);
    }
    up.awaitReady("dashboard", 2);
    awaitToday(
        Map.of("Email provisional", "4000000/19960", "Paid Search provisional", "10000000/10000"));
    awaitStored();
    Eventually.equal("clicks in the raw log", 4, () -> clicks().size());
  }

  @Test
  @Order(5)
  void theNightlyBatchMakesYesterdayFinalAcrossDevicesAndOnlyOnce() throws Exception {
    String publication = installation.publish(YESTERDAY);
    Eventually.equal(
        "final up to",
        YESTERDAY.toString(),
        () -> figures.ask("/v1/freshness").path("final_up_to").asText());
    assertYesterdayIsFinal();
    assertThat(installation.publish(YESTERDAY)).isEqualTo(publication);
    assertYesterdayIsFinal();
    awaitToday(
        Map.of("Email provisional", "4000000/19960", "Paid Search provisional", "10000000/10000"));
    JsonNode order = figures.ask("/v1/conversions/ann-order/explain").path("explanations").get(0);
    assertThat(order.path("status").asText()).isEqualTo("final");
    TreeSet<String> devices = new TreeSet<>();
    for (JsonNode touch : order.path("touches")) {
      if (!touch.path("position").isNull()) {
        devices.add(touch.path("origin").path("visitor_id").textValue());
      }
    }
    assertThat(devices).containsExactly("laptop", "phone");
  }

  private static void assertYesterdayIsFinal() {
    for (RuleModel model : RuleModel.values()) {
      assertThat(figures.total(YESTERDAY, model.wire()))
          .as(model.wire())
          .isEqualTo(Map.of("final", "2000000/10500"));
    }
    assertThat(figures.day(YESTERDAY, "first_touch"))
        .isEqualTo(Map.of("Email final", "1000000/8000", "Paid Search final", "1000000/2500"));
    assertThat(figures.day(YESTERDAY, "last_touch"))
        .isEqualTo(Map.of("Paid Search final", "2000000/10500"));
  }

  @Test
  @Order(6)
  void aCollectorWhoseAccountingIsNotKnownIsNamedWhereCompletenessIsAskedFor() throws Exception {
    Path elsewhere = Files.createDirectories(home.resolve("a reader's data"));
    Files.createSymbolicLink(
        new DataDirectory(elsewhere).lake(), installation.data().lake().toAbsolutePath());
    Path accounting = installation.data().capture().resolve("accounting.json");
    String collector =
        new ObjectMapper().readTree(accounting.toFile()).path("collector_id").textValue();

    assertThat(installation.complete(installation.data().root(), YESTERDAY)).isEmpty();
    assertThat(installation.complete(elsewhere, YESTERDAY))
        .contains("note: No collector ever ran on this data directory and no --accounting is given")
        .contains("note: Events of this time are there of collectors whose accounting is not")
        .contains("have arrived: " + collector + ". Name each one's");
    assertThat(installation.complete(elsewhere, YESTERDAY, "--accounting", accounting.toString()))
        .isEmpty();
  }

  @Test
  @Order(7)
  void theDashboardShowsTheSameNumbersAsTheApi() {
    assertThat(DashboardReading.of(up.address("dashboard")))
        .isEqualTo(
            new DashboardReading(
                "2", "orders · €105.00", "14", "orders · €299.60", YESTERDAY.toString()));
    assertThat(figures.total(TODAY, "last_non_direct"))
        .isEqualTo(Map.of("provisional", "14000000/29960"));
  }

  @Test
  @Order(8)
  void whoPastesTheSnippetSeesAClickAViewAndAnOrderCreditedOnTheDashboard() throws Exception {
    newcomer.visit(capture());
    awaitToday(
        Map.of("Email provisional", "6000000/23940", "Paid Search provisional", "10000000/10000"));
    DashboardReading reading = DashboardReading.of(up.address("dashboard"));
    assertThat(reading.provisional()).isEqualTo("16");
    assertThat(reading.provisionalRevenue()).isEqualTo("orders · €339.40");
    // The click itself stored no visitor: the page's consented events carried its id and adopted
    // it.
    String adopted =
        "SELECT order_id || ' ' || touch_kind || ' ' || channel || ' ' || campaign || ' ' ||"
            + " credit_micros FROM credits_provisional WHERE model = 'linear'"
            + " AND order_id IN ('A-1', 'A-2')";
    Eventually.equal(
        "the newcomers' credit",
        new TreeSet<>(List.of("A-1 click Email spring 1000000", "A-2 click Email spring 1000000")),
        () -> figures.strings(adopted));
    assertThat(
            figures.strings(
                "SELECT coalesce(visitor_id, 'nobody') FROM raw_events WHERE event_type = 'click'"))
        .containsExactly("nobody");
  }

  @Test
  @Order(9)
  void aSecondPlatformOnTheSameDataIsRefusedAndToldWhoRunsThere() throws Exception {
    List<Long> running = List.of(up.child("capture").pid(), up.child("full").pid());
    try (Run second = installation.up(newcomer.origin())) {
      assertThat(second.end()).isEqualTo(1);
      assertThat(second.errors())
          .containsAnyOf(
              "the process " + running.get(0) + " already runs",
              "the process " + running.get(1) + " already runs");
    }
    assertThat(List.of(up.child("capture").pid(), up.child("full").pid())).isEqualTo(running);
  }

  @Test
  @Order(10)
  void onSigtermAllProcessesEnd() throws Exception {
    List<ProcessHandle> children = up.children();
    assertThat(children).hasSizeGreaterThanOrEqualTo(2);
    up.terminate();
    assertThat(up.endWithin(Duration.ofSeconds(60))).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    // Kills, a broken connection and a second start are in the logs by now; who came is not.
    assertThat(up.errors()).doesNotContain(clicks());
    assertThat(up.errors()).doesNotContain(SHOP.acknowledged());
    assertThat(up.errors()).doesNotContain("tcid", "utm_source", "Mozilla/5.0");
  }
}

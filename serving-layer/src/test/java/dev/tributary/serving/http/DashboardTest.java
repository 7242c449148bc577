package dev.tributary.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as a person sees it, in the Chromium of this machine. */
class DashboardTest {

  private static final Instant NOW = Instant.parse("2026-11-09T12:00:00Z");

  private static Playwright playwright;
  private static Browser browser;

  @TempDir Path folder;

  @BeforeAll
  static void openBrowser() {
    Path chromium = Path.of("/usr/bin/chromium");
    assertThat(Files.isExecutable(chromium))
        .as("Chromium is missing. Install it: apt-get install -y chromium")
        .isTrue();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
    playwright.close();
  }

  private ServingServer serve() {
    return ServingServer.start(new DataDirectory(folder), Config.defaults(), 0, "", () -> NOW);
  }

  private static Page open(ServingServer server, List<String> foreign) {
    Page page = browser.newPage(new Browser.NewPageOptions().setLocale("en-GB"));
    String own = "http://127.0.0.1:" + server.port() + "/";
    page.onRequest(
        request -> {
          if (!request.url().startsWith(own) && !request.url().startsWith("data:")) {
            foreign.add(request.url());
          }
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            foreign.add(message.text());
          }
        });
    page.navigate(own);
    page.waitForSelector("body[data-ready=true]");
    return page;
  }

  @Test
  void finalAndProvisionalAreToldApartAndTheNumbersAreThoseOfTheTables() {
    MadeShop.in(new DataDirectory(folder).lake());
    List<String> foreign = new ArrayList<>();
    try (ServingServer server = serve();
        Page page = open(server, foreign)) {
      assertThat(page.textContent("#total-final")).isEqualTo("1");
      assertThat(page.textContent("#total-provisional")).isEqualTo("1");
      assertThat(page.textContent("#revenue-final")).isEqualTo("orders · €49.90");
      assertThat(page.textContent("#revenue-provisional")).isEqualTo("orders · €25.00");
      assertThat(page.textContent("tr[data-channel='Email'] td.final")).isEqualTo("1");
      assertThat(page.textContent("tr[data-channel='Email'] td.provisional")).isEqualTo("0");
      assertThat(page.textContent("tr[data-channel='Paid Search'] td.provisional")).isEqualTo("1");
      assertThat(page.textContent("#final-up-to")).isEqualTo("2026-11-08");
      assertThat(page.textContent("#newest-event")).isEqualTo("2 h ago");
      assertThat(page.textContent("#awaiting"))
          .isEqualTo("1 more came too late and await a restatement.");
      assertThat(page.textContent("#quality"))
          .isEqualTo(
              "Since the beginning: 0 orders without a touch, 0 events of machines (no credit), 0"
                  + " events rejected");
      assertThat(page.locator("#chart rect.final").count()).isEqualTo(1);
      assertThat(page.locator("#chart rect.provisional").getAttribute("fill"))
          .isEqualTo("url(#stripes)");
      assertThat(foreign).isEmpty();
    }
  }

  @Test
  void anOrderIsExplainedAndARevenueSwitchChangesTheTable() {
    MadeShop.in(new DataDirectory(folder).lake());
    try (ServingServer server = serve();
        Page page = open(server, new ArrayList<>())) {
      page.check("input[value=revenue]", new Page.CheckOptions().setForce(true));
      page.waitForCondition(
          () -> page.textContent("tr[data-channel='Email'] td.final").equals("€49.90"));
      page.fill("#order-id", "A");
      page.press("#order-id", "Enter");
      page.waitForSelector("#explanation article");
      assertThat(page.textContent("#explanation"))
          .contains("A: €49.90")
          .contains("seen under visitor v2")
          .contains("Publication pub-1");
      assertThat(page.locator("#explanation tbody tr").first().locator("td").nth(4).textContent())
          .as("the Email click earns the whole order")
          .isEqualTo("1.00");
      page.fill("#order-id", "<b>B1</b>");
      page.press("#order-id", "Enter");
      page.waitForCondition(() -> page.textContent("#explanation").contains("<b>B1</b>"));
      assertThat(page.locator("#explanation b").count()).isZero();
    }
  }

  @Test
  void withoutDataItSaysWhatToDo() {
    try (ServingServer server = serve();
        Page page = open(server, new ArrayList<>())) {
      assertThat(page.isVisible("#empty")).isTrue();
      assertThat(page.textContent("#empty")).contains("tributary demo");
      assertThat(page.textContent("#final-up-to")).isEqualTo("nothing published yet");
    }
  }
}

package dev.tributary.cli.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a person reads on the dashboard, in the Chromium of this machine. */
record DashboardReading(
    String settled,
    String settledRevenue,
    String provisional,
    String provisionalRevenue,
    String finalUpTo) {

  static DashboardReading of(String address) {
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(systemChromium());
        Page page = browser.newPage(new Browser.NewPageOptions().setLocale("en-GB"))) {
      page.navigate(address);
      page.waitForSelector("body[data-ready=true]");
      return new DashboardReading(
          page.textContent("#total-final"),
          page.textContent("#revenue-final"),
          page.textContent("#total-provisional"),
          page.textContent("#revenue-provisional"),
          page.textContent("#final-up-to"));
    }
  }

  static BrowserType.LaunchOptions systemChromium() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
  }
}

package dev.tributary.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of somebody who pasted the snippet of docs/capture.md into it, word by word. */
final class NewcomersPage implements AutoCloseable {

  static final String LINK = "newcomer";

  /** To a page that asks for no consent yet; its link leads to one that does, and sells A-2. */
  static final String UNDECIDED = "undecided";

  /** Its own would say that it has no screen, which makes it a machine. */
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
          + " Safari/537.36";

  private final HttpServer server;

  private NewcomersPage(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves the page.
   *
   * @param capture where the page finds the snippet's script
   */
  static NewcomersPage start(Supplier<String> capture) throws IOException {
    String pasted = snippet();
    Map<String, String> pages =
        Map.of(
            "/",
            pasted,
            "/" + UNDECIDED,
            "<a href=later>Buy</a>" + pasted.replaceAll("(?m)^  tributary\\(.*", ""),
            "/later",
            pasted.replace("A-1", "A-2"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.forEach(
        (path, content) ->
            server.createContext(
                path,
                exchange -> {
                  String page =
                      "<!doctype html><title>Thank you</title>"
                          + content.replace("https://capture.example", capture.get());
                  byte[] bytes = page.getBytes(UTF_8);
                  exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                  exchange.sendResponseHeaders(200, bytes.length);
                  exchange.getResponseBody().write(bytes);
                  exchange.close();
                }));
    server.start();
    return new NewcomersPage(server);
  }

  private static String snippet() throws IOException {
    Path docs = Path.of(System.getProperty("tributary.root"), "docs/capture.md");
    Matcher block =
        Pattern.compile("## The snippet.*?```html\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(docs));
    if (!block.find()) {
      throw new AssertionError("docs/capture.md has no snippet to paste");
    }
    return block.group(1);
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Somebody clicks on the newcomer's link, and lands on the page; another one decides later. */
  void visit(String capture) {
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(DashboardReading.systemChromium());
        Page page = browser.newPage(new Browser.NewPageOptions().setUserAgent(BROWSER));
        Page other = browser.newPage(new Browser.NewPageOptions().setUserAgent(BROWSER))) {
      ordered("A-1", page, () -> page.navigate(capture + "/r/" + LINK));
      other.navigate(capture + "/r/" + UNDECIDED);
      ordered("A-2", other, () -> other.click("a"));
    }
  }

  private static void ordered(String order, Page page, Runnable step) {
    page.waitForResponse(
        answer -> String.valueOf(answer.request().postData()).contains(order), step);
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.tributary.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.classify.Classification;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.Signals;
import dev.tributary.core.config.Config;
import dev.tributary.core.url.WebUrl;
import java.util.Optional;

/** Any text as a URL, a page and a referrer: what is parsed reads back as itself. */
public final class HostileUrls {

  private static final Classifier CLASSIFIER = new Classifier(Config.defaults());

  private HostileUrls() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Claims.ends(() -> judge(text));
  }

  private static void judge(String text) {
    Optional<WebUrl> parsed = WebUrl.parse(text);
    if (parsed.isPresent()) {
      String href = parsed.get().href();
      String again = WebUrl.parse(href).map(WebUrl::href).orElse("nothing");
      Claims.holds(again.equals(href), "a URL reads back as another: " + href + " as " + again);
      Claims.holds(!parsed.get().host().contains("/"), "a host holds a slash: " + href);
    }
    Classification page = CLASSIFIER.classify(new Signals(text, null, null, null, null));
    Classification referrer = CLASSIFIER.classify(new Signals(null, text, null, null, null));
    Claims.holds(page.channel() != null && referrer.source() != null, "no answer");
  }
}

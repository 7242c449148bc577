package dev.tributary.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.SignalLine;
import dev.tributary.core.classify.Signals;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Origin;
import dev.tributary.core.url.WebUrl;
import java.time.Instant;

/**
 * Any text in every field, and as a whole event, blown up to as much as 10 MB by repeating it. The
 * first byte says how far: 2^(it mod 24), at most 10 MB.
 */
public final class HostileFields {

  static final int LARGEST = 10_000_000;

  private static final Config CONFIG = Config.defaults();
  private static final Classifier CLASSIFIER = new Classifier(CONFIG);
  private static final Admission ADMISSION =
      new Admission(CONFIG, Pseudonyms.withKey("a key of the tests only".getBytes(UTF_8)));
  private static final Arrival ARRIVAL =
      new Arrival(new Origin("c", 1), Instant.parse("2026-11-08T12:00:00Z"), Device.UNKNOWN);

  private HostileFields() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    String text = blownUp(new String(bytes, 1, bytes.length - 1, UTF_8), bytes[0]);
    Claims.ends(() -> judge(text));
  }

  private static void judge(String text) {
    Campaign campaign = new Campaign(text, text, text, text, text, text);
    Claims.holds(
        CLASSIFIER.classify(new Signals(text, text, campaign, text, text)).channel() != null,
        "no channel");
    WebUrl.parse("https://shop.example/?q=" + text);
    UserAgents.reduce(text);
    Claims.holds(verdict(text) != null && verdict(field(text)) != null, "no verdict");
    try {
      SignalLine.read(field(text));
    } catch (SignalLine.Unreadable told) {
      Claims.holds(told.getMessage().length() < 2_000, "an error repeats its input");
    }
  }

  private static Verdict verdict(String json) {
    return ADMISSION.admit(json.getBytes(UTF_8), ARRIVAL);
  }

  private static String field(String text) {
    return "{\"schema_version\":1,\"event_type\":\"page_view\",\"visitor_id\":\"" + text + "\"}";
  }

  private static String blownUp(String text, byte far) {
    long wanted = Math.min(LARGEST, 1L << Math.floorMod(far, 24));
    return text.isEmpty() || text.length() >= wanted
        ? text
        : text.repeat((int) (wanted / text.length()));
  }
}

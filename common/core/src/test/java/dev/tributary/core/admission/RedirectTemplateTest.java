package dev.tributary.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What is stamped is, byte for byte, what admission makes of the same click. */
class RedirectTemplateTest {

  private static final Admission STRICT = admission("denied");
  private static final Admission OPEN = admission("granted");

  @Property(tries = 500)
  void aStampedClickIsTheAdmittedClick(
      @ForAll("referrers") String referrer,
      @ForAll("urls") String url,
      @ForAll("ids") String id,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros) {
    Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    Device device = new Device("mobile", "ios", "safari");
    RedirectClick click = new RedirectClick("launch", url, id, referrer);
    for (Admission admission : new Admission[] {STRICT, OPEN}) {
      Verdict.Admitted whole = admission.redirect(click, arrival(at, device));
      RedirectTemplate template =
          admission.redirects(
              new RedirectClick("launch", url, "other", referrer), arrival(Instant.EPOCH, device));
      RedirectTemplate.Stamped stamped = template.stamp(id, at);
      assertThat(new String(stamped.payload())).isEqualTo(new String(whole.payload()));
      assertThat(stamped.key()).isEqualTo(whole.event().header().key());
      assertThat(template.status()).isEqualTo(whole.event().header().status());
      assertThat(template.schemaVersion()).isEqualTo(whole.event().header().schemaVersion());
    }
  }

  @Property(tries = 500)
  void instantsAreWrittenAsTheJdkWritesThem(
      @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 4_000_000_000_000_000L) long micros) {
    InstantText texts = new InstantText();
    for (long rounded : new long[] {micros, micros / 1000 * 1000, micros / 1_000_000 * 1_000_000}) {
      Instant instant = Instant.EPOCH.plus(rounded, ChronoUnit.MICROS);
      assertThat(new String(texts.of(instant))).isEqualTo(instant.toString());
    }
  }

  @Provide
  Arbitrary<String> referrers() {
    return Arbitraries.of(
            "https://news.example/a?b=c#d",
            "https://news.example/\"occurred_at\":\"2001-02-03T04:05:06.789123Z\"",
            "https://news.example/ü",
            "android-app://com.example",
            "about:blank",
            "no url at all \u0001")
        .injectNull(0.2);
  }

  @Provide
  Arbitrary<String> urls() {
    return Arbitraries.of(
        "https://shop.example/",
        "https://shop.example/a?utm_source=x&utm_campaign=Gr%C3%BC%C3%9Fe+%22alle%22#top",
        "http://shop.example:8080/?gclid=abc&utm_medium=email");
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars("-_09AZ").ofLength(22);
  }

  private static Arrival arrival(Instant at, Device device) {
    return new Arrival(new Origin("collector-1", 0), at, device);
  }

  private static Admission admission(String unknown) {
    return new Admission(
        Config.of(
            Map.of("consent.unknown_analytics", unknown, "consent.unknown_advertising", unknown)),
        Pseudonyms.withKey(new byte[32]));
  }
}

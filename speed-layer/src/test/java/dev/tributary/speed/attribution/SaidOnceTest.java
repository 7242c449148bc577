package dev.tributary.speed.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.testkit.ArrivalArbitraries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Crediting only what an event can have moved says what crediting every order again would say, and
 * nothing else.
 */
class SaidOnceTest {

  private static Path key;

  @BeforeContainer
  static void keyFile() throws Exception {
    key = Files.createTempDirectory("said-once").resolve("key");
  }

  @Provide
  Arbitrary<List<List<TimelineEvent>>> arrivals() {
    return ArrivalArbitraries.arrivals(List.of("v"));
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void revisionsAreThoseOfCreditingEverythingAgain(
      @ForAll("arrivals") List<List<TimelineEvent>> arrivals) {
    Config config =
        Config.of(
            Map.of(
                "attribution.lookback_days.click", "1",
                "attribution.lookback_days.visit", "1",
                "classify.bot_events_a_day", "9"));
    Processors lane = new Processors(config, key, 3, CreditsTopic.LARGEST_VALUE);
    EverythingAgain reference = new EverythingAgain(new PersonTimeline(config));

    for (List<TimelineEvent> batch : arrivals) {
      List<TimelineEvent> own =
          batch.stream().filter(event -> !"tcid".equals(event.clickIdType())).toList();
      assertThat(lane.batch(own)).extracting(SaidOnceTest::text).isEqualTo(reference.say(own));
    }
  }

  private static String text(CreditRevision revision) {
    return new String(
        CreditRevisionJson.write(
            new CreditRevision(
                revision.conversionKey(), "", 3, revision.number(), revision.credit(), null)),
        StandardCharsets.UTF_8);
  }

  /** Credits every order at every batch, and says what differs from what it said. */
  private static final class EverythingAgain {

    private final PersonTimeline timeline;
    private final List<TimelineEvent> known = new ArrayList<>();
    private final Set<String> machines = new TreeSet<>();
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    EverythingAgain(PersonTimeline timeline) {
      this.timeline = timeline;
    }

    List<String> say(List<TimelineEvent> batch) {
      known.addAll(batch);
      machines.addAll(timeline.machines(known));
      List<AttributedConversion> credits = new ArrayList<>(timeline.attribute(known, machines));
      credits.addAll(timeline.worthless(known));
      List<String> news = new ArrayList<>();
      for (AttributedConversion credit : credits) {
        String order = credit.conversion().key();
        String content = text(new CreditRevision(order, "", 3, 0, credit, null));
        if (!content.equals(said.put(order, content))) {
          long number = numbers.merge(order, 1L, Long::sum);
          news.add(text(new CreditRevision(order, "", 3, number, credit, null)));
        }
      }
      return news;
    }
  }
}

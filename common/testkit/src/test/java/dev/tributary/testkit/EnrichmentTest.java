package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.cancel;
import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.impression;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Context;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import org.junit.jupiter.api.Test;

/** What an event gets on its way to a journey that it did not bring along. */
class EnrichmentTest {

  private static final String NOON = "2026-03-10T12:00:00Z";

  private final Enricher enricher =
      new Enricher(Config.defaults().with("reporting.currency", "CHF"));

  @Test
  void anOrderWithoutAValueIsWorthNothingInTheReportingCurrency() {
    Event.Conversion lead = (Event.Conversion) order("o", NOON, 5).ofType("lead").event();
    TimelineEvent enriched = enricher.enrich(withoutValue(lead, null));

    assertThat(enriched.valueMinor()).isZero();
    assertThat(enriched.currency()).isEqualTo("CHF");
    assertThat(enriched.conversionType()).isEqualTo("lead");
    assertThat(enricher.enrich(lead).valueMinor()).isEqualTo(5);
    assertThat(enricher.enrich(lead).currency()).isEqualTo("EUR");
  }

  @Test
  void anOrderWithoutAValueKeepsTheCurrencyThatItNames() {
    Event.Conversion lead = (Event.Conversion) order("o", NOON, 5).ofType("lead").event();
    EventRow row = EventRows.flatten(withoutValue(lead, "USD"));

    assertThat(row.valueMinor()).isNull();
    assertThat(row.currency()).isEqualTo("USD");
    assertThat(enricher.enrich(EventRows.restore(row)).currency()).isEqualTo("USD");
  }

  @Test
  void anImpressionComesFromWhereItsAdLeadsAndNotFromThePageItStoodOn() {
    Event shown =
        shown(
            "https://shop.example/sale?utm_source=news&utm_medium=banner",
            "https://news.example/?utm_source=facebook&utm_medium=paid_social&utm_campaign=c&gclid=g");
    TimelineEvent enriched = enricher.enrich(shown);

    assertThat(enriched.channel()).isEqualTo("Display");
    assertThat(enriched.source()).isEqualTo("news");
    assertThat(enriched.campaign()).isNull();
    assertThat(enriched.clickId()).isNull();
    assertThat(enricher.enrich(shown(null, "https://news.example/?gclid=g")).channel())
        .as("nothing but its page says anything")
        .isEqualTo("Direct");
  }

  @Test
  void whatIsNoOrderHasNoWorth() {
    TimelineEvent view = enricher.enrich(pageView(NOON).visitor("v").event());

    assertThat(view.valueMinor()).isNull();
    assertThat(view.currency()).isNull();
    assertThat(view.conversionType()).isNull();
  }

  @Test
  void anAdjustmentIsOfAPurchaseUnlessItSays() {
    TimelineEvent cancelled = enricher.enrich(cancel("o", NOON).event());

    assertThat(cancelled.conversionType()).isEqualTo("purchase");
    assertThat(cancelled.valueMinor()).isNull();
    assertThat(cancelled.currency()).isNull();
    assertThat(enricher.enrich(cancel("o", NOON).ofType("lead").event()).conversionType())
        .isEqualTo("lead");
  }

  @Test
  void machinesAreKnownByTheirDeviceWhateverTheyDo() {
    assertThat(enricher.enrich(click(NOON).robot().event()).bot()).isTrue();
    assertThat(enricher.enrich(pageView(NOON).robot().event()).bot()).isTrue();
    assertThat(enricher.enrich(impression(NOON).robot().event()).bot()).isTrue();
    assertThat(enricher.enrich(order("o", NOON, 5).robot().event()).bot()).isTrue();
    assertThat(enricher.enrich(pageView(NOON).event()).bot()).isFalse();
    assertThat(enricher.enrich(cancel("o", NOON).event()).bot()).isFalse();
  }

  @Test
  void onlyARedirectWithoutAVisitorMayJoinUnasked() {
    assertThat(allowed(click(NOON).clickId("t", "tcid").unasked())).isTrue();
    assertThat(allowed(click(NOON).clickId("t", "tcid").denied())).isFalse();
    assertThat(allowed(click(NOON).clickId("t", "tcid").visitor("v").unasked())).isFalse();
    assertThat(allowed(click(NOON).clickId("t", "gclid").unasked())).isFalse();
    assertThat(allowed(pageView(NOON).clickId("t", "tcid").unasked())).isFalse();
    assertThat(allowed(pageView(NOON))).isTrue();
  }

  @Test
  void aClickIdIsKeptWithTheNameItCameUnder() {
    TimelineEvent click = enricher.enrich(click(NOON).clickId("g-1", "gclid").event());

    assertThat(click.clickId()).isEqualTo("g-1");
    assertThat(click.clickIdType()).isEqualTo("gclid");
    assertThat(click.channel()).isEqualTo("Paid Search");
    TimelineEvent redirect = enricher.enrich(click(NOON).clickId("t", "tcid").event());
    assertThat(redirect.clickId()).isEqualTo("t");
    assertThat(redirect.clickIdType()).isEqualTo("tcid");
  }

  private static Event.Conversion withoutValue(Event.Conversion lead, String currency) {
    return new Event.Conversion(lead.header(), lead.context(), "lead", "o", null, currency);
  }

  /** Whoever saw it came to its page by an advertisement of somebody else's. */
  private static Event shown(String destinationUrl, String pageUrl) {
    Event.Impression plain = (Event.Impression) impression(NOON).event();
    Context context = plain.context();
    return new Event.Impression(
        plain.header(),
        new Context(
            context.campaign(),
            destinationUrl,
            pageUrl,
            "https://www.google.com/",
            context.linkId(),
            context.device()));
  }

  private boolean allowed(Sketch sketch) {
    return enricher.enrich(sketch.event()).journeyAllowed();
  }
}

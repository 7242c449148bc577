package dev.tributary.core.view;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.util.List;

/** Credit made by hand. */
final class Samples {

  private Samples() {}

  static TimelineEvent order(String orderId, Instant at, Instant receivedAt, long valueMinor) {
    return new TimelineEvent(
        "conversion:" + orderId,
        "conversion",
        at,
        receivedAt,
        "collector-1",
        7,
        "v",
        null,
        null,
        null,
        null,
        "Direct",
        "(direct)",
        "(none)",
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        true,
        "purchase",
        orderId,
        valueMinor,
        "EUR",
        null,
        null);
  }

  static TimelineEvent refund(String key, String orderId, Instant at, long valueMinor) {
    return new TimelineEvent(
        key,
        "adjustment",
        at,
        at.plusSeconds(1),
        "shop",
        1,
        null,
        null,
        null,
        null,
        null,
        "Direct",
        "(direct)",
        "(none)",
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        true,
        "purchase",
        orderId,
        valueMinor,
        "EUR",
        null,
        "refund");
  }

  static Touchpoint touch(String key, Instant at, String channel) {
    return new Touchpoint(key, at, "click", channel, "s", "m", "c", null, "id-" + key);
  }

  /** An order of 10.01 with an Email touch that earns everything last, half linear. */
  static AttributedConversion credit(String orderId, Instant at, Instant receivedAt) {
    return new AttributedConversion(
        order(orderId, at, receivedAt, 1_001),
        List.of(
            touch("a", at.minusSeconds(60), "Paid Search"),
            touch("b", at.minusSeconds(30), "Email")),
        List.of(
            new ModelCredit("last_touch", new long[] {0, 1_000_000}, new long[] {0, 1_001}),
            new ModelCredit("linear", new long[] {500_000, 500_000}, new long[] {501, 500})),
        false,
        false);
  }

  static CreditRevision revision(String orderId, Instant at, String journey, long number) {
    return new CreditRevision(
        "conversion:" + orderId,
        journey,
        1,
        number,
        credit(orderId, at, at.plusSeconds(1)),
        "rules");
  }
}

package dev.tributary.capture.http;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.RequestBody;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Origin;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.time.Instant;
import java.util.Map;

/**
 * Any bytes as the body of a post: split, admitted, and what was admitted admitted again, which has
 * to give the same event under the same key.
 */
public final class EventFuzz {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Arrival ARRIVAL = new Arrival(new Origin("fuzz", 1), NOW, Device.UNKNOWN);
  private static final Admission ADMISSION =
      new Admission(Config.of(Map.of()), Pseudonyms.withKey(new byte[32]));

  private EventFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (RequestBody.split(input) instanceof RequestBody.Events events) {
      events.each().forEach(EventFuzz::admit);
    }
    admit(input);
  }

  private static void admit(byte[] event) {
    if (ADMISSION.admit(event, ARRIVAL) instanceof Verdict.Admitted first) {
      Verdict second = ADMISSION.admit(first.payload(), ARRIVAL);
      if (second instanceof Verdict.Refused refused && !outgrown(refused.rejection())) {
        throw new IllegalStateException(
            "What was admitted is refused: " + new String(first.payload()) + " " + second);
      }
    }
  }

  /** An address is bounded as it was sent, and kept as browsers write it, which may be longer. */
  private static boolean outgrown(Rejection rejection) {
    return rejection.reason() == Reason.TOO_LONG && rejection.problem().contains("_url has ");
  }
}

package dev.tributary.core.admission;

import dev.tributary.core.event.Event;
import dev.tributary.core.reject.Rejection;
import java.util.Set;

/** What admission says of one input: exactly one of these two, whatever the bytes. */
public sealed interface Verdict {

  /**
   * Taken.
   *
   * @param payload the event as JSON, as it travels and is kept: consent applied, unknown fields
   *     kept, user id pseudonymised, campaign fields filled from utm parameters
   * @param notices what was mended or cleared on the way, to be counted
   */
  record Admitted(Event event, byte[] payload, Set<Notice> notices) implements Verdict {}

  /**
   * Refused.
   *
   * @param keptBytes the input for a later replay, or null where consent or size forbids keeping it
   * @param size of the input in bytes
   */
  record Refused(Rejection rejection, byte[] keptBytes, int size) implements Verdict {}

  /** What admission changed without refusing. */
  enum Notice {
    /** The referrer was no absolute http(s), android-app or ios-app URL. */
    REFERRER_CLEARED,
    /** The event claimed to lie in the future. */
    TIME_CLAMPED,
    /** The sender's clock was off by more than a minute. */
    SKEW_CORRECTED,
    /** Consent took something out. */
    CONSENT_LIMITED,
    /** The TCF string can't be read, so that nothing is granted beside it. */
    TCF_UNREAD,
    /** A part of the GPP string that might deny can't be read. */
    GPP_UNREAD
  }
}

package dev.tributary.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentStrings;

/** Any text as a consent string: it never lifts what the words deny. */
public final class HostileConsent {

  private static final Consent DENIED = new Consent(Choice.DENIED, Choice.DENIED);
  private static final Consent UNKNOWN = new Consent(Choice.UNKNOWN, Choice.UNKNOWN);
  private static final Consent GRANTED = new Consent(Choice.GRANTED, Choice.GRANTED);

  private HostileConsent() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Claims.ends(() -> judge(text));
  }

  private static void judge(String text) {
    Claims.holds(
        ConsentStrings.decided(DENIED, text, text).equals(DENIED), "a string lifted a denial");
    Consent decided = ConsentStrings.decided(GRANTED, text, text);
    Consent alone = ConsentStrings.decided(UNKNOWN, text, text);
    Claims.holds(
        denies(decided.analytics()) == denies(alone.analytics())
            && denies(decided.advertising()) == denies(alone.advertising()),
        "granted words lifted what a string denies, or denied what it does not");
  }

  private static boolean denies(Choice choice) {
    return choice == Choice.DENIED;
  }
}

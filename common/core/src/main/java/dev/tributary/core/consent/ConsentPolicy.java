package dev.tributary.core.consent;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;

/**
 * What a visitor's choices allow, with the configured answer where the visitor gave none. An event
 * keeps the choices as they were said; whoever acts on them asks here.
 */
public final class ConsentPolicy {

  private final Choice unknownAnalytics;
  private final Choice unknownAdvertising;

  public ConsentPolicy(Config config) {
    this.unknownAnalytics = Choice.ofWire(config.value(EventSettings.UNKNOWN_ANALYTICS));
    this.unknownAdvertising = Choice.ofWire(config.value(EventSettings.UNKNOWN_ADVERTISING));
  }

  /** Identifiers may be kept and the event may join a journey. */
  public boolean allowsAnalytics(Consent consent) {
    return decided(consent.analytics(), unknownAnalytics) == Choice.GRANTED;
  }

  /** Ad platforms' click ids may be kept. */
  public boolean allowsAdvertising(Consent consent) {
    return decided(consent.advertising(), unknownAdvertising) == Choice.GRANTED;
  }

  private static Choice decided(Choice said, Choice fallback) {
    return said == Choice.UNKNOWN ? fallback : said;
  }
}

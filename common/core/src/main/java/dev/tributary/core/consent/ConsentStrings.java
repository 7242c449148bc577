package dev.tributary.core.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a TCF or GPP string adds to the two words that an event says of consent: the stricter of all
 * counts. A string that can't be read says nothing. Total, bounded, and safe for many threads.
 *
 * <p>Example: words granted and granted with a TCF string that lacks purpose 7 give analytics
 * granted, advertising denied.
 */
public final class ConsentStrings {

  /** In characters; several times what a consent platform writes. Longer ones are not read. */
  static final int LONGEST = 4_096;

  /** The decoder warns of hostile strings in its log; held, or the setting is lost. */
  private static final Logger DECODER = Logger.getLogger("com.iab.gpp.encoder");

  static {
    DECODER.setLevel(Level.OFF);
  }

  private ConsentStrings() {}

  /**
   * The choices behind words and strings together.
   *
   * @param words what the event says plainly
   * @param tcf a TCF v2 string, or null
   * @param gpp a GPP string, or null
   */
  public static Consent decided(Consent words, String tcf, String gpp) {
    List<Consent> said = new ArrayList<>(List.of(words));
    if (readable(tcf)) {
      TcfString.decide(tcf.strip()).ifPresent(said::add);
    }
    if (readable(gpp)) {
      said.addAll(GppString.decide(gpp.strip()));
    }
    return new Consent(
        Choice.strictest(said.stream().map(Consent::analytics).toList()),
        Choice.strictest(said.stream().map(Consent::advertising).toList()));
  }

  private static boolean readable(String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST;
  }
}

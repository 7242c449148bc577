package dev.tributary.core.consent;

import dev.tributary.core.consent.StringsRead.Purpose;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a TCF or GPP string adds to the two words that an event says of consent: the stricter of all
 * counts. A string that can't be read grants nothing and lets nothing be granted: it may deny.
 * Total, bounded, and safe for many threads.
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

  /** The two kinds of string. */
  public enum Kind {
    TCF,
    GPP
  }

  /**
   * What words and strings say together.
   *
   * @param unread the strings of which a part that might deny could not be read
   */
  public record Decision(Consent consent, Set<Kind> unread) {}

  private ConsentStrings() {}

  /**
   * The choices behind words and strings together.
   *
   * @param words what the event says plainly
   * @param tcf a TCF v2 string, or null
   * @param gpp a GPP string, or null
   */
  public static Consent decided(Consent words, String tcf, String gpp) {
    return read(words, tcf, gpp).consent();
  }

  /** The same, and which of the strings could not be read. */
  public static Decision read(Consent words, String tcf, String gpp) {
    StringsRead read = new StringsRead(words);
    Set<Kind> unread = EnumSet.noneOf(Kind.class);
    read(tcf, read, TcfString::read);
    if (read.unreadParts() > 0) {
      unread.add(Kind.TCF);
    }
    int ofTcf = read.unreadParts();
    read(gpp, read, GppString::read);
    if (read.unreadParts() > ofTcf) {
      unread.add(Kind.GPP);
    }
    return new Decision(read.together(), unread);
  }

  private static void read(String text, StringsRead into, BiConsumer<String, StringsRead> reader) {
    if (text == null || text.isBlank()) {
      return;
    }
    if (text.length() > LONGEST) {
      into.unread(EnumSet.allOf(Purpose.class));
    } else {
      reader.accept(text.strip(), into);
    }
  }
}

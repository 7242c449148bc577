package dev.tributary.core.consent;

import com.iab.gpp.encoder.section.TcfEuV2;
import dev.tributary.core.consent.StringsRead.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A Transparency and Consent string, version 2.
 *
 * <p>Analytics needs purpose 1 (storing on the device) and purpose 8 (measuring content),
 * advertising purpose 1 and purpose 7 (measuring advertising). Purpose 1 by consent only, unless
 * the string says that the publisher's country does not ask for it; 7 and 8 by consent or
 * legitimate interest. Source: IAB Europe, TCF policies, appendix A.
 */
final class TcfString {

  private static final int DEVICE_STORAGE = 1;
  private static final int MEASURE_ADVERTISING = 7;
  private static final int MEASURE_CONTENT = 8;

  /** Version 2 in the first six bits. Version 1 is out of use, and its bits mean other things. */
  private static final char VERSION_2 = 'C';

  private TcfString() {}

  /** Adds what it says. */
  static void read(String text, StringsRead into) {
    Optional<String> core =
        text.charAt(0) == VERSION_2 ? CoreSegment.ofEurope(text) : Optional.empty();
    if (core.isEmpty()) {
      into.unread(EnumSet.allOf(Purpose.class));
      return;
    }
    try {
      into.says(decide(new TcfEuV2(core.get())));
    } catch (RuntimeException unreadable) { // The decoder throws many kinds.
      into.unread(EnumSet.allOf(Purpose.class));
    }
  }

  /** What a section, alone or of a GPP string, says. */
  static Consent decide(TcfEuV2 section) {
    List<Boolean> consents = section.getPurposeConsents();
    List<Boolean> interests = section.getPurposeLegitimateInterests();
    boolean storage =
        holds(consents, DEVICE_STORAGE) || Boolean.TRUE.equals(section.getPurposeOneTreatment());
    return new Consent(
        Choice.of(storage && either(consents, interests, MEASURE_CONTENT)),
        Choice.of(storage && either(consents, interests, MEASURE_ADVERTISING)));
  }

  /** Canada's section: express or implied consent, purposes of the same numbers. */
  static Consent decide(List<Boolean> express, List<Boolean> implied) {
    boolean storage = either(express, implied, DEVICE_STORAGE);
    return new Consent(
        Choice.of(storage && either(express, implied, MEASURE_CONTENT)),
        Choice.of(storage && either(express, implied, MEASURE_ADVERTISING)));
  }

  private static boolean either(List<Boolean> one, List<Boolean> other, int purpose) {
    return holds(one, purpose) || holds(other, purpose);
  }

  private static boolean holds(List<Boolean> purposes, int purpose) {
    return purposes.size() >= purpose && purposes.get(purpose - 1);
  }
}

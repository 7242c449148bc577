package dev.tributary.core.consent;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.EncodableSection;
import com.iab.gpp.encoder.section.HeaderV1;
import com.iab.gpp.encoder.section.TcfCaV1;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UspV1;
import dev.tributary.core.consent.StringsRead.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Global Privacy Platform string: one answer for each section that says something of ours.
 *
 * <p>The sections of the EU and Canada are read as a TCF string is. Those of US states are
 * opt-outs: who opted out of sale, sharing or targeted advertising, or sends Global Privacy
 * Control, denies advertising; who was asked and did not, grants it. They say nothing of analytics.
 */
final class GppString {

  private static final List<String> OPT_OUTS =
      List.of("SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut");
  private static final String GLOBAL_PRIVACY_CONTROL = "Gpc";

  /** Type 3 and version 1 in the first twelve bits. */
  private static final String HEADER_OF_VERSION_1 = "DB";

  /** {@code usri}; the decoder ends at {@code ustn}, 22. Source: IAB, GPP section information. */
  private static final int LAST_OF_THE_US = 27;

  private static final int OPTED_OUT = 1;
  private static final int DID_NOT_OPT_OUT = 2;

  private GppString() {}

  /** Adds what each section says; what others deny must not be lost with a damaged one. */
  static void read(String text, StringsRead into) {
    String[] parts = text.split("~", -1);
    Optional<List<Integer>> ids = sections(parts[0]);
    if (ids.isEmpty() || ids.get().size() < parts.length - 1) {
      into.unread(EnumSet.allOf(Purpose.class));
    }
    int part = 1;
    for (int id : ids.orElse(List.of())) {
      read(id, part < parts.length ? parts[part++] : "", into);
    }
  }

  /** The ids of the sections that follow, if any do; empty where the header can't be read. */
  private static Optional<List<Integer>> sections(String header) {
    if (!header.startsWith(HEADER_OF_VERSION_1)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new HeaderV1(header).getSectionsIds());
    } catch (RuntimeException unreadable) { // The decoder throws many kinds.
      return Optional.empty();
    }
  }

  /** A section is unread where it is damaged or missing, or of a version that the decoder lacks. */
  private static void read(int id, String text, StringsRead into) {
    Optional<String> lean = withoutVendors(id, text);
    if (lean.isEmpty()) {
      into.unread(purposesOf(id));
      return;
    }
    try {
      GppModel model = new GppModel();
      model.decodeSection(id, lean.get());
      EncodableSection section = text.isEmpty() ? null : model.getSection(id);
      if (section == null || !isOfKnownVersion(section)) {
        into.unread(purposesOf(id));
      } else {
        into.says(decide(section));
      }
    } catch (RuntimeException damaged) { // The decoder throws many kinds.
      into.unread(purposesOf(id));
    }
  }

  /**
   * The decoder reads the bits of any version as those of the one that it knows. Of two sections it
   * reads two, but names one: version 2 of usnat has more kinds of sensitive data, told by its
   * length, and Canada's strings were numbered as Europe's once.
   */
  private static boolean isOfKnownVersion(EncodableSection section) {
    Object version = section.getFieldValue("Version");
    boolean twoVersions = section instanceof UsNat || section instanceof TcfCaV1;
    return Integer.valueOf(section.getVersion()).equals(version)
        || (twoVersions && Integer.valueOf(2).equals(version));
  }

  /** Empty where the section is damaged. */
  private static Optional<String> withoutVendors(int id, String text) {
    if (id == TcfEuV2.ID) {
      return CoreSegment.ofEurope(text);
    }
    return id == TcfCaV1.ID ? CoreSegment.ofCanada(text) : Optional.of(text);
  }

  /** What a section that can't be read may be about: those of the US say nothing of analytics. */
  private static Set<Purpose> purposesOf(int id) {
    return id >= UspV1.ID && id <= LAST_OF_THE_US
        ? EnumSet.of(Purpose.ADVERTISING)
        : EnumSet.allOf(Purpose.class);
  }

  private static Consent decide(EncodableSection section) {
    if (section instanceof TcfEuV2 europe) {
      return TcfString.decide(europe);
    }
    if (section instanceof TcfCaV1 canada) {
      return TcfString.decide(
          canada.getPurposesExpressConsent(), canada.getPurposesImpliedConsent());
    }
    if (section instanceof UspV1 privacy) {
      return new Consent(Choice.UNKNOWN, ofLetter(privacy.getOptOutSale()));
    }
    return new Consent(Choice.UNKNOWN, ofState(section));
  }

  private static Choice ofLetter(Character optedOut) {
    return switch (optedOut == null ? '-' : optedOut) {
      case 'Y' -> Choice.DENIED;
      case 'N' -> Choice.GRANTED;
      default -> Choice.UNKNOWN;
    };
  }

  private static Choice ofState(EncodableSection section) {
    List<Choice> choices =
        Stream.concat(
                OPT_OUTS.stream()
                    .filter(section::hasField)
                    .map(section::getFieldValue)
                    .map(GppString::ofOptOut),
                Stream.of(ofControl(section)))
            .toList();
    return Choice.strictest(choices);
  }

  private static Choice ofOptOut(Object value) {
    if (Integer.valueOf(OPTED_OUT).equals(value)) {
      return Choice.DENIED;
    }
    return Integer.valueOf(DID_NOT_OPT_OUT).equals(value) ? Choice.GRANTED : Choice.UNKNOWN;
  }

  private static Choice ofControl(EncodableSection section) {
    boolean sent =
        section.hasField(GLOBAL_PRIVACY_CONTROL)
            && Boolean.TRUE.equals(section.getFieldValue(GLOBAL_PRIVACY_CONTROL));
    return sent ? Choice.DENIED : Choice.UNKNOWN;
  }
}

package dev.tributary.core.consent;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.EncodableSection;
import com.iab.gpp.encoder.section.TcfCaV1;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UspV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final int OPTED_OUT = 1;
  private static final int DID_NOT_OPT_OUT = 2;

  private GppString() {}

  /** What each readable section says, in the order of the string. */
  static List<Consent> decide(String text) {
    List<Consent> said = new ArrayList<>();
    try {
      GppModel model = new GppModel(text);
      model.getSectionIds().forEach(id -> decide(model, id).ifPresent(said::add));
    } catch (RuntimeException unreadable) {
      return said; // Without its header nothing of it can be read.
    }
    return said;
  }

  /** Empty for a section that is damaged: what others deny must not be lost with it. */
  private static Optional<Consent> decide(GppModel model, int id) {
    try {
      return Optional.ofNullable(model.getSection(id)).map(GppString::decide);
    } catch (RuntimeException damaged) {
      return Optional.empty(); // The decoder throws many kinds; none of them says anything.
    }
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

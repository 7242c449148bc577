package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentStrings;
import dev.tributary.core.reject.Reason;

/**
 * The sender says what the visitor consented to, if only that it does not know. Where it gives a
 * TCF or GPP string too, the stricter of all is what the event says from here on.
 */
final class ConsentCheck implements Check {

  @Override
  public void apply(Draft draft) {
    Fields consent = draft.fields().object("consent");
    if (consent == null) {
      throw new Refusal(Reason.MISSING_CONSENT.because("consent"));
    }
    Consent words = new Consent(choice(consent, "analytics"), choice(consent, "advertising"));
    ConsentStrings.Decision decision = read(words, consent.node());
    Consent decided = decision.consent();
    consent.node().put("analytics", decided.analytics().wire());
    consent.node().put("advertising", decided.advertising().wire());
    draft.decide(decided);
    if (decision.unread().contains(ConsentStrings.Kind.TCF)) {
      draft.notice(Verdict.Notice.TCF_UNREAD);
    }
    if (decision.unread().contains(ConsentStrings.Kind.GPP)) {
      draft.notice(Verdict.Notice.GPP_UNREAD);
    }
  }

  /** The choices behind a consent's words and strings. */
  static Consent decided(Consent words, JsonNode consent) {
    return read(words, consent).consent();
  }

  private static ConsentStrings.Decision read(Consent words, JsonNode consent) {
    return ConsentStrings.read(words, text(consent.get("tcf")), text(consent.get("gpp")));
  }

  /** One of another JSON type is a string that can't be read. */
  private static String text(JsonNode string) {
    if (string == null || string.isNull()) {
      return null;
    }
    return string.isTextual() ? string.textValue() : string.toString();
  }

  private static Choice choice(Fields consent, String purpose) {
    String said = consent.text(purpose, 16);
    if (said == null) {
      throw new Refusal(Reason.MISSING_CONSENT.because(consent.named(purpose)));
    }
    Choice choice = Choice.ofWire(said);
    if (!choice.wire().equals(said)) {
      throw new Refusal(Reason.INVALID_CONSENT.because(consent.named(purpose)));
    }
    return choice;
  }
}

package dev.tributary.core.admission;

import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.reject.Reason;

/** The sender says what the visitor consented to, if only that it does not know. */
final class ConsentCheck implements Check {

  @Override
  public void apply(Draft draft) {
    Fields consent = draft.fields().object("consent");
    if (consent == null) {
      throw new Refusal(Reason.MISSING_CONSENT.because("consent"));
    }
    draft.decide(new Consent(choice(consent, "analytics"), choice(consent, "advertising")));
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

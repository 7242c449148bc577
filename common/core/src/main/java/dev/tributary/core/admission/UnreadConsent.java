package dev.tributary.core.admission;

import dev.tributary.core.admission.Verdict.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A consent string that can't be read: no reason to refuse the event, but its sender should know
 * why less is kept of it than its words grant.
 */
public record UnreadConsent(String problem, String remedy) {

  private static final String TCF =
      "consent.tcf can't be read as a TCF string of version 2, so nothing is granted beside it:"
          + " granted counts as unknown.";
  private static final String GPP =
      "consent.gpp can't be read whole as a GPP string, so what the rest of it might deny is not"
          + " granted: granted counts as unknown there.";
  private static final String REMEDY =
      "Send the string as the consent platform wrote it, or leave it out.";

  static Optional<UnreadConsent> among(Set<Notice> notices) {
    List<String> problems = new ArrayList<>();
    if (notices.contains(Notice.TCF_UNREAD)) {
      problems.add(TCF);
    }
    if (notices.contains(Notice.GPP_UNREAD)) {
      problems.add(GPP);
    }
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnreadConsent(String.join(" ", problems), REMEDY));
  }
}

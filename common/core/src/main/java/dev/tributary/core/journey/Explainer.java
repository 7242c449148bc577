package dev.tributary.core.journey;

import dev.tributary.core.journey.Explanation.Judged;
import dev.tributary.core.journey.Explanation.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts the decisions about one conversion into words; it decides nothing itself. */
final class Explainer {

  /** How eligible touches become credit. */
  interface Crediting {
    AttributedConversion credit(
        TimelineEvent conversion, List<Touchpoint> eligible, boolean mergeable);
  }

  private final Candidates candidates;
  private final Eligibility eligibility;
  private final PathOptions options;
  private final Crediting crediting;

  Explainer(
      Candidates candidates, Eligibility eligibility, PathOptions options, Crediting crediting) {
    this.candidates = candidates;
    this.eligibility = eligibility;
    this.options = options;
    this.crediting = crediting;
  }

  Explanation explain(List<TimelineEvent> ordered, TimelineEvent conversion) {
    Eligibility.Person person = eligibility.of(ordered);
    Map<String, Rates.Burst> machines = candidates.machines(ordered);
    List<Candidate> all = candidates.of(ordered, machines.keySet());
    List<Touchpoint> eligible =
        all.stream()
            .filter(candidate -> person.exclusion(candidate, conversion).isEmpty())
            .map(Candidate::touch)
            .toList();
    Map<Touchpoint, PathOption> leftOut = options.leftOut(eligible);
    List<Judged> judged = new ArrayList<>();
    for (Candidate candidate : all) {
      Optional<Exclusion> exclusion = person.exclusion(candidate, conversion);
      if (exclusion.isEmpty() && leftOut.containsKey(candidate.touch())) {
        exclusion = Optional.of(Exclusion.PATH_OPTION);
      }
      Sentences.Cause cause =
          new Sentences.Cause(
              eligibility.windowOf(candidate, conversion),
              person.usedUpBy(candidate, conversion),
              Optional.ofNullable(leftOut.get(candidate.touch())),
              Optional.ofNullable(machines.get(Kinds.device(candidate.event()))));
      judged.add(
          new Judged(
              candidate.touch(),
              candidate.event(),
              exclusion,
              Sentences.about(candidate, exclusion, conversion, cause)));
    }
    boolean mergeable = ordered.stream().anyMatch(event -> event.userId() != null);
    Optional<AttributedConversion> credit =
        conversion.bot()
            ? Optional.empty()
            : Optional.of(crediting.credit(conversion, eligible, mergeable));
    return new Explanation(
        conversion, judged, credit, notes(conversion, eligible), provenance(ordered, judged));
  }

  private static List<String> notes(TimelineEvent conversion, List<Touchpoint> eligible) {
    List<String> notes = new ArrayList<>();
    if (conversion.bot()) {
      notes.add("A machine made this conversion, so nothing earns credit for it.");
    } else if (!conversion.journeyAllowed()) {
      notes.add(
          "Its consent forbids a journey, so it is credited to Direct and counted as"
              + " unattributed.");
    } else if (eligible.isEmpty()) {
      notes.add("No touch was eligible, so it is credited to Direct and counted as unattributed.");
    }
    return notes;
  }

  private static Provenance provenance(List<TimelineEvent> ordered, List<Judged> judged) {
    return new Provenance(
        judged.stream()
            .map(candidate -> candidate.event().classificationRule())
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        ordered.stream().map(TimelineEvent::key).toList());
  }
}

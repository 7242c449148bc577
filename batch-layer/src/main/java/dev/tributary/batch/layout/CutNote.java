package dev.tributary.batch.layout;

import dev.tributary.core.identity.Cut;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run says of its cuts. Kinds and counts only: notes are logged, identifiers are not. */
public final class CutNote {

  private CutNote() {}

  public static Optional<String> of(List<Cut> cuts) {
    if (cuts.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<String, Long> byKinds =
        cuts.stream()
            .collect(
                Collectors.groupingBy(
                    cut ->
                        cut.isOfACrowd()
                            ? cut.identifier().kind() + " of a crowd"
                            : cut.identifier().kind() + " with " + cut.neighbourKind(),
                    TreeMap::new,
                    Collectors.counting()));
    String counts =
        byKinds.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "Links of identifiers that were seen with too many others were cut, so that they merge no"
            + " strangers ("
            + counts
            + "). The table identity_cuts names them; the limits are the settings identity.*.");
  }
}

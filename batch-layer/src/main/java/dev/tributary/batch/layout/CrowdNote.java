package dev.tributary.batch.layout;

import dev.tributary.core.identity.Crowd;
import java.util.List;
import java.util.Optional;

/** What a run says of persons who are likely several; counts only, no identifiers. */
public final class CrowdNote {

  private CrowdNote() {}

  /**
   * @param crowds the greatest first
   */
  public static Optional<String> of(List<Crowd> crowds) {
    if (crowds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Persons of more than "
            + crowds.get(0).limit()
            + " user ids: "
            + crowds.size()
            + ", the greatest of "
            + crowds.get(0).users()
            + ". They may be families, so nothing was cut, but a shared device whose cookies are"
            + " cleared joins its users so. Ask identities for a person_id with many of kind"
            + " user_id; lower identity.users_per_person to have such persons parted, or take"
            + " links back with unlink events.");
  }
}

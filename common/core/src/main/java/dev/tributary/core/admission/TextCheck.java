package dev.tributary.core.admission;

import dev.tributary.core.event.FieldLimits;
import java.util.Set;

/**
 * Every string of the contract is a string and within its limit, in Unicode code points, and no
 * identifier holds a control character.
 */
final class TextCheck implements Check {

  private static final Set<String> IDENTIFIERS =
      Set.of("event_id", "visitor_id", "user_id", "click_id", "link_id", "order_id");

  @Override
  public void apply(Draft draft) {
    FieldLimits.LONGEST.forEach(
        (field, longest) -> {
          if (IDENTIFIERS.contains(field)) {
            draft.fields().identifier(field, longest);
          } else {
            draft.fields().text(field, longest);
          }
        });
  }
}

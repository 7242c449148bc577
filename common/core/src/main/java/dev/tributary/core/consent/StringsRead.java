package dev.tributary.core.consent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What words and strings say together: the stricter of all counts. A part that could not be read
 * may deny, so that what the others grant is unknown then.
 */
final class StringsRead {

  /** What a visitor is asked for. */
  enum Purpose {
    ANALYTICS,
    ADVERTISING
  }

  private final List<Consent> said = new ArrayList<>();
  private final Set<Purpose> open = EnumSet.noneOf(Purpose.class);
  private int unreadParts;

  StringsRead(Consent words) {
    said.add(words);
  }

  void says(Consent consent) {
    said.add(consent);
  }

  /** A part that might say something of those purposes could not be read. */
  void unread(Set<Purpose> purposes) {
    open.addAll(purposes);
    unreadParts += purposes.isEmpty() ? 0 : 1;
  }

  /** How many such parts there were. */
  int unreadParts() {
    return unreadParts;
  }

  Consent together() {
    return new Consent(
        together(Purpose.ANALYTICS, said.stream().map(Consent::analytics).toList()),
        together(Purpose.ADVERTISING, said.stream().map(Consent::advertising).toList()));
  }

  private Choice together(Purpose purpose, List<Choice> choices) {
    Choice strictest = Choice.strictest(choices);
    return strictest == Choice.GRANTED && open.contains(purpose) ? Choice.UNKNOWN : strictest;
  }
}

package dev.tributary.core.journey;

import java.util.List;
import java.util.Optional;

/**
 * Why a conversion got the credit it got.
 *
 * @param candidates everything that could have been a touch, in journey order
 * @param credit what the kept ones earned; empty where the conversion earns none (a bot made it)
 * @param notes sentences about the conversion as a whole
 * @param provenance what decided, for example the channel rule of each touch
 */
public record Explanation(
    TimelineEvent conversion,
    List<Judged> candidates,
    Optional<AttributedConversion> credit,
    List<String> notes,
    Provenance provenance) {

  /**
   * One candidate with its verdict.
   *
   * @param touch what it would be as a touch
   * @param event the event behind it, with the rule that classified it
   * @param exclusion empty where it was kept
   * @param sentence for people, for example "Email excluded: 3 h outside its 7-day window."
   */
  public record Judged(
      Touchpoint touch, TimelineEvent event, Optional<Exclusion> exclusion, String sentence) {

    public boolean kept() {
      return exclusion.isEmpty();
    }
  }

  /**
   * Where the credit came from.
   *
   * @param classificationRules version and name of each channel rule that decided, distinct, in
   *     journey order
   * @param eventKeys keys of all events that were looked at, in journey order
   */
  public record Provenance(List<String> classificationRules, List<String> eventKeys) {}
}

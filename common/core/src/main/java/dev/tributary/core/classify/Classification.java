package dev.tributary.core.classify;

/**
 * Where an event came from.
 *
 * @param channel the channel of the first rule that matched, or {@code Unassigned}; never null
 * @param source lower-cased; {@code (direct)} where nothing said anything; never null
 * @param medium lower-cased; {@code (none)} or {@code (not set)} where missing; never null
 * @param campaign as sent, trimmed, or null
 * @param adGroup as sent, trimmed, or null
 * @param term as sent, or what was searched for where a search engine's referrer says so, or null
 * @param content as sent, trimmed, or null
 * @param clickId the click id that counts among those present, or null
 * @param clickIdType its parameter as the registry writes it, or as sent where the registry lacks
 *     it
 * @param rule version and name of the channel rule that decided, for example {@code
 *     ga4-2026-11/paid_search}
 * @param sourceStated utm parameters, a click id or a foreign referrer said where it came from; an
 *     event without is Direct, whatever campaign it states
 */
public record Classification(
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String term,
    String content,
    String clickId,
    String clickIdType,
    String rule,
    boolean sourceStated) {

  /** The channel of what nobody said anything of; models and path options know it by this name. */
  public static final String DIRECT = "Direct";
}

package dev.tributary.core.event;

/** Campaign fields as sent, or from utm parameters where absent; each may be null. */
public record Campaign(
    String source, String medium, String campaign, String adGroup, String term, String content) {

  public static final Campaign NONE = new Campaign(null, null, null, null, null, null);
}

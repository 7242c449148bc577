package dev.tributary.core.admission;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every string of the contract is a string and within its limit, in Unicode code points. */
final class TextCheck implements Check {

  /** The limits that docs/contract.md states. */
  static final Map<String, Integer> LIMITS = new LinkedHashMap<>();

  static {
    LIMITS.put("event_id", 64);
    LIMITS.put("visitor_id", 128);
    LIMITS.put("user_id", 128);
    LIMITS.put("click_id", 512);
    LIMITS.put("click_id_type", 64);
    LIMITS.put("source", 256);
    LIMITS.put("medium", 256);
    LIMITS.put("campaign", 256);
    LIMITS.put("ad_group", 256);
    LIMITS.put("term", 256);
    LIMITS.put("content", 256);
    LIMITS.put("link_id", 64);
    LIMITS.put("conversion_type", 64);
    LIMITS.put("order_id", 128);
  }

  @Override
  public void apply(Draft draft) {
    LIMITS.forEach((field, longest) -> draft.fields().text(field, longest));
  }
}

package dev.tributary.core.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the contract's texts may be, in Unicode code points; docs/contract.md states it. */
public final class FieldLimits {

  /** By field, in the order in which they are checked. */
  public static final Map<String, Integer> LONGEST;

  /** An identifier of a name that the contract lacks is held to what a visitor's or user's is. */
  private static final int IDENTIFIER = 128;

  static {
    Map<String, Integer> longest = new LinkedHashMap<>();
    longest.put("event_id", 64);
    longest.put("visitor_id", IDENTIFIER);
    longest.put("user_id", IDENTIFIER);
    longest.put("click_id", 512);
    longest.put("click_id_type", 64);
    longest.put("source", 256);
    longest.put("medium", 256);
    longest.put("campaign", 256);
    longest.put("ad_group", 256);
    longest.put("term", 256);
    longest.put("content", 256);
    longest.put("link_id", 64);
    longest.put("conversion_type", 64);
    longest.put("order_id", IDENTIFIER);
    LONGEST = Collections.unmodifiableMap(longest);
  }

  private FieldLimits() {}

  /** How long an identifier of that name may be. */
  public static int ofIdentifier(String name) {
    return LONGEST.getOrDefault(name, IDENTIFIER);
  }
}

package dev.tributary.batch.version;

import dev.tributary.batch.Json;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By which channel rules a run reads the events of which days. */
public final class ChannelRuleSets {

  private ChannelRuleSets() {}

  /** JSON: version and first day of each set; that of the configured one is null. */
  public static String json(Config config) {
    List<Map<String, String>> sets =
        RuleBook.of(config).sets().stream().map(ChannelRuleSets::named).toList();
    return Json.write(sets);
  }

  private static Map<String, String> named(RuleBook.InForce set) {
    Map<String, String> named = new TreeMap<>();
    named.put("version", set.version());
    named.put(
        "effective_from", set.effectiveFrom() == null ? null : set.effectiveFrom().toString());
    return named;
  }
}

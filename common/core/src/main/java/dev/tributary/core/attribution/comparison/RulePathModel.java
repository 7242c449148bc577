package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.CreditRules;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.attribution.RuleWeights;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.journey.Touchpoint;

/** A rule model on paths: the kernel's own weights, with the channel's name for its kind. */
record RulePathModel(RuleModel model, CreditRules rules) implements PathModel {

  /** What other tools name it by. */
  private static final String OF_DIRECT_SOURCE = "(direct)";

  @Override
  public String wire() {
    return model.wire();
  }

  @Override
  public ModelAnswer credit(PathTable table) {
    RuleWeights ruleWeights = new RuleWeights(rules);
    WeightedPaths paths = new WeightedPaths(table);
    boolean[] direct = new boolean[table.channels().size()];
    for (int channel = 0; channel < direct.length; channel++) {
      direct[channel] = isDirect(table.channels().get(channel));
    }
    long[] weights = new long[0];
    int[] channels = new int[0];
    for (int path = 0; path < table.paths(); path++) {
      int n = table.touches(path);
      if (weights.length < n) {
        weights = new long[n * 2];
        channels = new int[n * 2];
      }
      for (int touch = 0; touch < n; touch++) {
        int channel = table.channel(path, touch);
        channels[touch] = direct[channel] ? RuleWeights.DIRECT : channel + 1;
      }
      // No times: the one model that reads them is refused before it gets here.
      long sum = ruleWeights.fill(model, new long[0], channels, 0, n, weights);
      paths.add(path, weights, sum);
    }
    return paths.answer(wire());
  }

  /** However the tool that wrote the paths spells it. */
  private static boolean isDirect(String channel) {
    return channel.equalsIgnoreCase(Touchpoint.DIRECT)
        || channel.equalsIgnoreCase(OF_DIRECT_SOURCE);
  }
}

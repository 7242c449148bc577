package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;

/** A model as a path table can answer it. */
public sealed interface PathModel
    permits RulePathModel,
        CustomPathModel,
        MarkovPathModel,
        SubsetPathModel,
        SubsetByPosition,
        RatePathModel {

  /** The model's name in the answer; markov names its order, shapley its game. */
  String wire();

  /** Credits the channels of the table. Deterministic, and blind to the order of the rows. */
  ModelAnswer credit(PathTable table);

  /** The table as the model reads it, so that every bootstrap draw is read alike. */
  default PathTable prepared(PathTable table) {
    return table;
  }
}

package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.SubsetShares;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.shapley.SubsetGame;

/** The subset game: the totals shared by φ. */
record SubsetPathModel() implements PathModel {

  @Override
  public String wire() {
    return SubsetShares.WIRE;
  }

  @Override
  public ModelAnswer credit(PathTable table) {
    double[] values = SubsetGame.values(table);
    double[] shares = Shares.ofSum(values);
    return new ModelAnswer(
        Shares.lines(wire(), table, shares, values), Shares.notes(wire(), table, shares));
  }
}

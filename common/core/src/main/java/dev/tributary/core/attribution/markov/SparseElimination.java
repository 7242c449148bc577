package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.paths.PathTableException;
import java.util.BitSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.interfaces.linsol.LinearSolverSparse;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;

/** The same equations by sparse LU decomposition. */
final class SparseElimination {

  private SparseElimination() {}

  static double[] solve(Chain chain, BitSet removed) {
    int n = chain.states();
    LinearSolverSparse<DMatrixSparseCSC, DMatrixRMaj> solver =
        LinearSolverFactory_DSCC.lu(FillReducing.NONE);
    if (!solver.setA(equations(chain, removed))) {
      throw new PathTableException(
          "The markov model has no solution: rounding made its equations singular. Give counts that"
              + " lie within fifteen orders of magnitude of each other.");
    }
    DMatrixRMaj right = new DMatrixRMaj(n, 1);
    for (int state = 0; state < n; state++) {
      right.set(state, 0, removed.get(state) ? 0 : chain.conversion()[state]);
    }
    DMatrixRMaj solution = new DMatrixRMaj(n, 1);
    solver.solve(right, solution);
    return solution.data;
  }

  private static DMatrixSparseCSC equations(Chain chain, BitSet removed) {
    int n = chain.states();
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, n + chain.targets().length);
    for (int state = 0; state < n; state++) {
      triplets.addItem(state, state, 1);
      for (int i = chain.rowBegin(state); i < chain.rowEnds()[state] && !removed.get(state); i++) {
        triplets.addItem(state, chain.targets()[i], -chain.probabilities()[i]);
      }
    }
    return DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
  }
}

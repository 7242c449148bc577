package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.paths.PathTableException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * All removal effects of a chain of order 1 from one inverse. With N = (I − Q)⁻¹, h = N·r and the
 * row n = start·N: RE(i) = n(i)·h(i) / (N(i,i)·P), the probability of a conversion that passes
 * through i. It holds where a channel is exactly one state.
 */
final class DenseRemoval {

  private DenseRemoval() {}

  static MarkovFit fit(Chain chain, List<String> channels) {
    int n = chain.states();
    double[] effects = new double[channels.size()];
    if (n == 0) {
      return new MarkovFit(1, channels, effects, 0, 0, 0);
    }
    DMatrixRMaj equations = equations(chain);
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    if (!CommonOps_DDRM.invert(equations, inverse)) {
      throw new PathTableException(
          "The markov model has no solution: rounding made its equations singular. Give counts that"
              + " lie within fifteen orders of magnitude of each other.");
    }
    double[] fromState = new double[n];
    double[] visits = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        fromState[i] += inverse.get(i, j) * chain.conversion()[j];
        visits[j] += chain.start()[i] * inverse.get(i, j);
      }
    }
    double probability = chain.fromStart(fromState);
    for (int i = 0; i < n && probability > 0; i++) {
      int channel = (int) chain.windows()[i] - 1;
      effects[channel] = Math.min(1, visits[i] * fromState[i] / (inverse.get(i, i) * probability));
    }
    return new MarkovFit(1, channels, effects, probability, n, residual(equations, inverse));
  }

  private static DMatrixRMaj equations(Chain chain) {
    DMatrixRMaj equations = CommonOps_DDRM.identity(chain.states());
    for (int state = 0; state < chain.states(); state++) {
      for (int i = chain.rowBegin(state); i < chain.rowEnds()[state]; i++) {
        equations.add(state, chain.targets()[i], -chain.probabilities()[i]);
      }
    }
    return equations;
  }

  private static double residual(DMatrixRMaj equations, DMatrixRMaj inverse) {
    DMatrixRMaj product = new DMatrixRMaj(inverse.numRows, inverse.numCols);
    CommonOps_DDRM.mult(equations, inverse, product);
    CommonOps_DDRM.subtractEquals(product, CommonOps_DDRM.identity(inverse.numRows));
    return CommonOps_DDRM.elementMaxAbs(product);
  }
}

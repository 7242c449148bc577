package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.attribution.markov.MarkovFit;
import dev.tributary.core.attribution.paths.PathTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Markov model of an order: the totals shared by removal effect. */
record MarkovPathModel(int order) implements PathModel {

  /** Errors up to here can't be seen in a credit of six digits. */
  private static final double GOOD_RESIDUAL = 1e-9;

  @Override
  public String wire() {
    return "markov_" + order;
  }

  @Override
  public ModelAnswer credit(PathTable table) {
    MarkovFit fit = Markov.fit(table, order);
    String residual =
        String.format(Locale.ROOT, "%s: solved with a residual of %.1e", wire(), fit.residual());
    String note =
        fit.residual() <= GOOD_RESIDUAL
            ? residual + "."
            : residual
                + " only, because journeys are very long or counts differ by many orders of"
                + " magnitude; read its digits with care.";
    double[] shares = fit.shares();
    List<String> notes = new ArrayList<>(List.of(note));
    notes.addAll(Shares.notes(wire(), table, shares));
    return new ModelAnswer(Shares.lines(wire(), table, shares, fit.removalEffects()), notes);
  }
}

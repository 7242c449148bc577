package dev.tributary.batch.credit;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.Credits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One conversion and the credit of the touches that share it, or of some of them. A row of credit
 * repeats what is said here once, so it is made of this where it is written: {@link CreditColumns}.
 * Public for Spark's generated code.
 *
 * @param first whether its touches begin with the first: so one of them stands for the conversion
 * @param models names of all models
 * @param touches how many touches share the conversion in all
 * @param before how many of these come before those in {@code path}
 * @param path touches in journey order
 * @param model of each row of credit: its place in {@code models}
 * @param touch of each row of credit: its place in {@code path}
 */
public record CreditedConversion(
    ConversionRow row,
    boolean first,
    List<String> models,
    int touches,
    int before,
    List<Touchpoint> path,
    int[] model,
    int[] touch,
    long[] creditMicros,
    long[] revenueMinor) {

  /**
   * A conversion in pieces, one for nearly all.
   *
   * @param most how many rows of credit a piece may have, if one touch has not more
   */
  static Stream<CreditedConversion> pieces(
      AttributedConversion attributed, ConversionRow row, int most) {
    int touches = attributed.touches().size();
    int step = Math.max(1, most / Math.max(1, attributed.credits().size()));
    return IntStream.iterate(0, from -> from < touches, from -> from + step)
        .mapToObj(from -> piece(attributed, row, from, Math.min(touches, from + step)));
  }

  private static CreditedConversion piece(
      AttributedConversion attributed, ConversionRow row, int from, int end) {
    List<ModelCredit> credits = attributed.credits();
    int most = credits.size() * (end - from);
    int[] model = new int[most];
    int[] touch = new int[most];
    long[] micros = new long[most];
    long[] revenue = new long[most];
    int n = 0;
    for (int m = 0; m < credits.size(); m++) {
      ModelCredit credit = credits.get(m);
      for (int i = from; i < end; i++) {
        if (Credits.hasRow(credit, i)) {
          model[n] = m;
          touch[n] = i - from;
          micros[n] = credit.micros()[i];
          revenue[n++] = credit.revenueMinor()[i];
        }
      }
    }
    return new CreditedConversion(
        row,
        from == 0,
        credits.stream().map(ModelCredit::model).toList(),
        attributed.touches().size(),
        from,
        List.copyOf(attributed.touches().subList(from, end)),
        Arrays.copyOf(model, n),
        Arrays.copyOf(touch, n),
        Arrays.copyOf(micros, n),
        Arrays.copyOf(revenue, n));
  }

  /** Rows that become of it: its own and those of credit. */
  int rows() {
    return 1 + creditMicros.length;
  }
}

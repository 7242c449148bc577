package dev.tributary.batch.credit;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.view.CreditRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * What one person earned, in portions: one for nearly everybody. The credit of somebody with a
 * million touches would otherwise be one row of gigabytes.
 */
final class OutcomePortions implements Iterator<PersonOutcome> {

  /** The most rows of a portion. */
  static final int ROWS = 10_000;

  private final Iterator<TouchpointRow> touchpoints;
  private final Iterator<AttributedConversion> attributed;
  private final Function<AttributedConversion, ConversionRow> conversion;
  private final Function<AttributedConversion, List<CreditRow>> credits;
  private Iterator<CreditRow> rest = Collections.emptyIterator();

  /**
   * @param attributed read as far as portions are
   * @param conversion the row of one of them
   * @param credits the rows of its credit
   */
  OutcomePortions(
      Iterator<TouchpointRow> touchpoints,
      Iterator<AttributedConversion> attributed,
      Function<AttributedConversion, ConversionRow> conversion,
      Function<AttributedConversion, List<CreditRow>> credits) {
    this.touchpoints = touchpoints;
    this.attributed = attributed;
    this.conversion = conversion;
    this.credits = credits;
  }

  @Override
  public boolean hasNext() {
    return touchpoints.hasNext() || rest.hasNext() || attributed.hasNext();
  }

  @Override
  public PersonOutcome next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All portions were taken.");
    }
    List<TouchpointRow> touched = new ArrayList<>();
    List<ConversionRow> converted = new ArrayList<>();
    List<CreditRow> credited = new ArrayList<>();
    int rows = 0;
    for (; rows < ROWS && hasNext(); rows++) {
      if (touchpoints.hasNext()) {
        touched.add(touchpoints.next());
      } else if (rest.hasNext()) {
        credited.add(rest.next());
      } else {
        AttributedConversion one = attributed.next();
        converted.add(conversion.apply(one));
        rest = credits.apply(one).iterator();
      }
    }
    return new PersonOutcome(touched, converted, credited);
  }
}

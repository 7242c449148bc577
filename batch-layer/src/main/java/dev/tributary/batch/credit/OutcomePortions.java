package dev.tributary.batch.credit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What one person earned, in portions: one for nearly everybody. The credit of somebody with a
 * million touches would otherwise be one row of gigabytes.
 */
final class OutcomePortions implements Iterator<PersonOutcome> {

  /** The most rows of a portion. */
  static final int ROWS = 10_000;

  private final Iterator<TouchpointRow> touchpoints;
  private final Iterator<CreditedConversion> conversions;

  /** What did not fit into the portion before. */
  private CreditedConversion next;

  /**
   * @param conversions read as far as portions are; none of more than {@link #ROWS}
   */
  OutcomePortions(Iterator<TouchpointRow> touchpoints, Iterator<CreditedConversion> conversions) {
    this.touchpoints = touchpoints;
    this.conversions = conversions;
  }

  @Override
  public boolean hasNext() {
    return next != null || touchpoints.hasNext() || conversions.hasNext();
  }

  @Override
  public PersonOutcome next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All portions were taken.");
    }
    List<TouchpointRow> touched = new ArrayList<>();
    while (touched.size() < ROWS && touchpoints.hasNext()) {
      touched.add(touchpoints.next());
    }
    List<CreditedConversion> credited = new ArrayList<>();
    int rows = touched.size();
    while (next != null || conversions.hasNext()) {
      next = next == null ? conversions.next() : next;
      rows += next.rows();
      if (rows > ROWS && rows > next.rows()) {
        break;
      }
      credited.add(next);
      next = null;
    }
    return new PersonOutcome(touched, credited);
  }
}

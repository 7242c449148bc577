package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The exclusive instant between the layers: a conversion before it belongs to batch, any other to
 * speed. It lies at the start of a day in the reporting time zone.
 */
public record Boundary(Instant instant) implements Comparable<Boundary> {

  /** Before the first publication everything belongs to speed. */
  public static final Boundary NOTHING_PUBLISHED = new Boundary(Instant.EPOCH);

  /** The boundary that publishes everything up to and including {@code day}. */
  public static Boundary after(LocalDate day, ZoneId reportingZone) {
    return new Boundary(day.plusDays(1).atStartOfDay(reportingZone).toInstant());
  }

  public boolean isFinal(Instant convertedAt) {
    return convertedAt.isBefore(instant);
  }

  /** The first day that is still provisional. */
  public LocalDate firstProvisionalDay(ZoneId reportingZone) {
    return instant.atZone(reportingZone).toLocalDate();
  }

  /**
   * Refuses a conversion that speed has no say in.
   *
   * @throws IllegalArgumentException when the conversion lies before the boundary
   */
  public void requireProvisional(Instant convertedAt) {
    if (isFinal(convertedAt)) {
      throw new IllegalArgumentException(
          "The conversion at "
              + convertedAt
              + " lies before the boundary "
              + instant
              + ", so batch answers for it, not speed. Read its final credit instead.");
    }
  }

  @Override
  public int compareTo(Boundary other) {
    return instant.compareTo(other.instant);
  }
}

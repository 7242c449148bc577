package dev.tributary.cli.completeness;

import java.util.List;

/**
 * What one collector says that it took in.
 *
 * @param hours those asked about, in the order of its file
 */
public record CaptureAccount(String collectorId, List<JournaledHour> hours) {

  public CaptureAccount {
    hours = List.copyOf(hours);
  }
}

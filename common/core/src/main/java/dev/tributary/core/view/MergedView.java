package dev.tributary.core.view;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is served: final cells of the days before the boundary, provisional ones from it. The two
 * are never added.
 */
public record MergedView(Boundary boundary, List<Cell> cells) {

  /**
   * Puts the two side by side.
   *
   * @throws IllegalArgumentException when a cell lies on the other layer's side
   */
  public static MergedView of(
      Boundary boundary,
      ZoneId reportingZone,
      Collection<Cell> finalCells,
      Collection<Cell> provisionalCells) {
    LocalDate firstProvisional = boundary.firstProvisionalDay(reportingZone);
    for (Cell cell : finalCells) {
      if (!cell.day().isBefore(firstProvisional)) {
        throw crossed(cell, "final", "on or after", firstProvisional);
      }
    }
    for (Cell cell : provisionalCells) {
      if (cell.day().isBefore(firstProvisional)) {
        throw crossed(cell, "provisional", "before", firstProvisional);
      }
    }
    List<Cell> cells = new ArrayList<>(finalCells);
    cells.addAll(provisionalCells);
    cells.sort(Cells.ORDER);
    return new MergedView(boundary, List.copyOf(cells));
  }

  private static IllegalArgumentException crossed(
      Cell cell, String layer, String where, LocalDate firstProvisional) {
    return new IllegalArgumentException(
        "A "
            + layer
            + " cell of "
            + cell.day()
            + " ("
            + cell.channel()
            + ", "
            + cell.model()
            + ") lies "
            + where
            + " the first provisional day "
            + firstProvisional
            + ", so the day would be counted twice. Read both layers as of one publication.");
  }
}

package dev.tributary.serving.figures;

import dev.tributary.core.view.Cell;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What figures can be broken down by. */
public enum Dimension {
  DAY(cell -> cell.day().toString()),
  CHANNEL(Cell::channel),
  SOURCE(Cell::source),
  MEDIUM(Cell::medium),
  CAMPAIGN(Cell::campaign),
  AD_GROUP(Cell::adGroup),
  CONVERSION_TYPE(Cell::conversionType);

  private final Function<Cell, String> value;

  Dimension(Function<Cell, String> value) {
    this.value = value;
  }

  String of(Cell cell) {
    return value.apply(cell);
  }

  /** The name in addresses and answers. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Dimension> ofWire(String wire) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
  }
}

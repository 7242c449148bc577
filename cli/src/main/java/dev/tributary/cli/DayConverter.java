package dev.tributary.cli;

import dev.tributary.core.event.EventTimes;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day as 2026-11-08. */
final class DayConverter implements ITypeConverter<LocalDate> {

  @Override
  public LocalDate convert(String text) {
    return EventTimes.dayOf(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no day of the years 1 to 9999; write one as 2026-11-08"));
  }
}

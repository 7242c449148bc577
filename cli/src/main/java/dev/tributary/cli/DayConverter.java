package dev.tributary.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day as 2026-11-08. */
final class DayConverter implements ITypeConverter<LocalDate> {

  @Override
  public LocalDate convert(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      TypeConversionException refused =
          new TypeConversionException("'" + text + "' is no day; write one as 2026-11-08");
      refused.initCause(e);
      throw refused;
    }
  }
}

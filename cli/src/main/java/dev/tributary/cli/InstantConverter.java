package dev.tributary.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a moment as 2026-12-31T23:00Z, with seconds or without; a day alone begins at another one
 * in each place.
 */
final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant();
    } catch (DateTimeException e) {
      TypeConversionException refused =
          new TypeConversionException(
              "'"
                  + text
                  + "' is no moment; write one with its offset, as 2026-12-31T23:00Z or"
                  + " 2027-01-01T00:00+01:00");
      refused.initCause(e);
      throw refused;
    }
  }
}

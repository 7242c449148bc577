package dev.tributary.cli.launch;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port; 0 picks a free one. */
public final class PortNumber implements ITypeConverter<Integer> {

  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw refused(text, e);
    }
    throw refused(text, null);
  }

  private static TypeConversionException refused(String text, NumberFormatException cause) {
    TypeConversionException refused =
        new TypeConversionException(
            "'" + text + "' is no port; ports go from 1 to " + HIGHEST + ", 0 picks a free one");
    refused.initCause(cause);
    return refused;
  }
}

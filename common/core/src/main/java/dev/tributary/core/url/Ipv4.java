package dev.tributary.core.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * IPv4 addresses as browsers read them: parts in decimal, octal or hexadecimal, the last of which
 * fills the remaining bytes, so that {@code 0x7f.1} is 127.0.0.1.
 */
final class Ipv4 {

  private static final long NO_NUMBER = -1;

  private Ipv4() {}

  /** Whether a host has to be an address, since its last part is a number. */
  static boolean endsInNumber(String host) {
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
    if (last.isEmpty() || !Character.isDigit(last.charAt(0))) {
      return false; // As for nearly every host.
    }
    return last.matches("[0-9]+") || number(last) != NO_NUMBER;
  }

  /** Four decimal parts, or empty where the host is no address. */
  static Optional<String> parse(String host) {
    List<String> parts = parts(host);
    if (parts.size() > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long number = number(parts.get(i));
      boolean last = i == parts.size() - 1;
      long limit = last ? 1L << (8 * (5 - parts.size())) : 256;
      if (number == NO_NUMBER || number >= limit) {
        return Optional.empty();
      }
      address += last ? number : number << (8 * (3 - i));
    }
    return Optional.of(
        (address >> 24)
            + "."
            + (address >> 16 & 255)
            + "."
            + (address >> 8 & 255)
            + "."
            + (address & 255));
  }

  private static List<String> parts(String host) {
    List<String> parts = new ArrayList<>(List.of(host.split("\\.", -1)));
    if (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return parts;
  }

  /** The number of a part; one beyond any address where it is too large. */
  private static long number(String part) {
    if (part.matches("0[xX][0-9a-fA-F]*")) {
      return bounded(part.substring(2), 16);
    }
    if (part.matches("0[0-7]+")) {
      return bounded(part.substring(1), 8);
    }
    return part.matches("0|[1-9][0-9]*") ? bounded(part, 10) : NO_NUMBER;
  }

  private static long bounded(String digits, int radix) {
    String significant = digits.replaceFirst("^0+", "");
    if (significant.length() > 12) {
      return Long.MAX_VALUE;
    }
    return significant.isEmpty() ? 0 : Long.parseLong(significant, radix);
  }
}

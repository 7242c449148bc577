package dev.tributary.core.url;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IPv6 addresses in the one form that browsers write. */
final class Ipv6 {

  private static final int PIECES = 8;
  private static final String OCTET = "(0|[1-9][0-9]{0,2})";

  /** Pieces and at least one colon, the last four bytes perhaps as an IPv4 address. */
  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:]*(" + OCTET + "(\\." + OCTET + "){3})?");

  private static final Pattern LONG_PIECE = Pattern.compile("[0-9a-fA-F]{5}");

  private Ipv6() {}

  /** The canonical form without brackets, or empty where the text is no address. */
  static Optional<String> parse(String text) {
    // What passes is no name, so nothing is looked up in the network.
    if (!SHAPE.matcher(text).matches() || LONG_PIECE.matcher(text).find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(written(pieces(InetAddress.getByName(text))));
    } catch (UnknownHostException refused) {
      return Optional.empty();
    }
  }

  private static int[] pieces(InetAddress address) {
    byte[] bytes = address.getAddress();
    int[] pieces = new int[PIECES];
    int first = PIECES - bytes.length / 2;
    for (int i = 0; i < bytes.length; i += 2) {
      pieces[first + i / 2] = (bytes[i] & 255) << 8 | bytes[i + 1] & 255;
    }
    if (address instanceof Inet4Address) {
      pieces[first - 1] = 0xFFFF; // Java shortens ::ffff:a.b.c.d to the IPv4 address itself.
    }
    return pieces;
  }

  /**
   * Hexadecimal pieces, the first longest run of at least two zeros shortened to a double colon.
   */
  private static String written(int[] pieces) {
    int from = -1;
    int longest = 1;
    for (int i = 0; i < PIECES; i++) {
      int end = i;
      while (end < PIECES && pieces[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        from = i;
        longest = end - i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < PIECES; i++) {
      if (i == from) {
        out.append(i == 0 ? "::" : ":");
        i += longest - 1;
      } else {
        out.append(Integer.toHexString(pieces[i])).append(i == PIECES - 1 ? "" : ":");
      }
    }
    return out.toString();
  }
}

package dev.tributary.core.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The "host parser" of the WHATWG URL standard for hosts of http(s) URLs. */
final class HostParser {

  private static final String FORBIDDEN = " #/:<>?@[\\]^|%";

  private HostParser() {}

  /** The host as browsers write it, or empty where they refuse it. */
  static Optional<String> parse(String text) {
    if (text.startsWith("[")) {
      return text.endsWith("]")
          ? Ipv6.parse(text.substring(1, text.length() - 1)).map(address -> "[" + address + "]")
          : Optional.empty();
    }
    String domain = text.indexOf('%') < 0 ? text : new String(PercentEncoding.decode(text), UTF_8);
    String ascii = plain(domain) ? domain.toLowerCase(Locale.ROOT) : International.ascii(domain);
    if (ascii == null || ascii.isEmpty() || ascii.chars().anyMatch(HostParser::forbidden)) {
      return Optional.empty();
    }
    return Ipv4.endsInNumber(ascii) ? Ipv4.parse(ascii) : Optional.of(ascii);
  }

  private static boolean forbidden(int character) {
    return character <= 0x20 || character >= 0x7F || FORBIDDEN.indexOf(character) >= 0;
  }

  /** Whether lower case is all that the mapping of international names would do. */
  private static boolean plain(String domain) {
    for (int at = 0; at < domain.length(); at++) {
      if (domain.charAt(at) >= 0x80) {
        return false;
      }
    }
    String lower = domain.toLowerCase(Locale.ROOT);
    return !lower.startsWith("xn--") && !lower.contains(".xn--");
  }

  /** Loaded for names beyond ASCII only: its tables take a while to read. */
  private static final class International {

    /** Non-transitional UTS #46, as the standard's "domain to ASCII" asks for. */
    private static final IDNA MAPPING =
        IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

    /** Lengths and hyphens are not checked by browsers. */
    private static final Set<IDNA.Error> UNCHECKED =
        EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);

    /** Names are encoded in time that grows with the square of their length; DNS takes 253. */
    private static final int LONGEST = 2_048;

    static String ascii(String domain) {
      if (domain.length() > LONGEST) {
        return null;
      }
      IDNA.Info info = new IDNA.Info();
      StringBuilder out = MAPPING.nameToASCII(domain, new StringBuilder(), info);
      return UNCHECKED.containsAll(info.getErrors()) ? out.toString() : null;
    }
  }
}

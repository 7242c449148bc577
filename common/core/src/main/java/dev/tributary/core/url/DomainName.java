package dev.tributary.core.url;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain as a person wrote it into a setting, an option or a table, made what hosts of URLs are
 * compared with.
 */
public final class DomainName {

  /** How to write one, for errors. */
  public static final String REMEDY = "as it stands in addresses, for example shop.example";

  private static final int LONGEST = 253;
  private static final Pattern LABELS = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,63}");

  private DomainName() {}

  /**
   * The domain in lower case and ASCII (punycode), by the rules of {@link WebUrl}, without a final
   * dot. A leading {@code *.} or dot is left out: domains are meant with their subdomains. Digits
   * alone, the number of an app in a store, stay as they are.
   *
   * @return empty where no URL's host can be that
   */
  public static Optional<String> read(String text) {
    return readAlone(text.replaceFirst("^\\s*\\*?\\.", ""));
  }

  /** The same of a host that is meant without its subdomains: a leading dot is no part of it. */
  public static Optional<String> readAlone(String text) {
    String name = text.strip();
    if (DIGITS.matcher(name).matches()) {
      return Optional.of(name);
    }
    return name.indexOf('%') >= 0
        ? Optional.empty()
        : HostParser.parse(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
            .filter(host -> host.length() <= LONGEST && LABELS.matcher(host).matches());
  }
}

package dev.tributary.core.classify;

import dev.tributary.core.url.DomainName;
import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A site as a row of the table tells it.
 *
 * @param domains known with all below them; as hosts of URLs are, without www.
 * @param hosts known alone; as hosts of URLs are, without www.
 * @param labels known alone under every public suffix, for example images.google; without m. too
 * @param also other names, lower-case
 */
record SiteRow(
    Site site, List<String> domains, List<String> hosts, List<String> labels, List<String> also) {

  private static final String ANY_SUFFIX = ".*";

  /** The sites of a row: one, or without a name one for each of its domains. */
  static List<SiteRow> of(Table table, Table.Row row) {
    Category category = category(table, row);
    List<String> domains = read(row.cell(2), domain -> domain(table, row, domain));
    if (row.cell(1).isEmpty()) {
      Table.require(
          row.cells().stream().skip(3).allMatch(String::isEmpty),
          table.name(),
          row.line(),
          "it has more than domains and no name; name the site");
      return domains.stream()
          .map(domain -> new SiteRow(new Site(name(domain), category, List.of()), domain))
          .toList();
    }
    List<String> hosts = new ArrayList<>(read(row.cell(3), host -> host(table, row, host)));
    List<String> labels = hosts.stream().filter(host -> host.endsWith(ANY_SUFFIX)).toList();
    hosts.removeAll(labels);
    return List.of(
        new SiteRow(
            new Site(lower(row.cell(1)), category, words(row.cell(5))),
            domains,
            List.copyOf(hosts),
            labels.stream().map(SiteRow::withoutSuffix).toList(),
            read(row.cell(4), name -> name.replace('_', ' '))));
  }

  private SiteRow(Site site, String domain) {
    this(site, List.of(domain), List.of(), List.of(), List.of());
  }

  private static String domain(Table table, Table.Row row, String text) {
    String remedy =
        text.endsWith(ANY_SUFFIX)
            ? "a name under every suffix stands among the hosts"
            : "write it " + DomainName.REMEDY;
    return DomainName.read(text)
        .map(Hosts::withoutWww)
        .orElseThrow(() -> unusable(table, row, "domain", text, remedy));
  }

  /** A host, or a name with {@value #ANY_SUFFIX}. */
  private static String host(Table table, Table.Row row, String text) {
    boolean anySuffix = text.endsWith(ANY_SUFFIX);
    String remedy = "write it " + DomainName.REMEDY;
    if (anySuffix) {
      remedy = "before .* stands a name without its suffix, as in google.* and images.google.*";
    } else if (text.startsWith(".") || text.startsWith("*.")) {
      remedy = "a name with all below it stands among the domains";
    }
    String why = remedy;
    Optional<String> read =
        anySuffix
            ? DomainName.readAlone(Hosts.withoutMobile(Hosts.withoutWww(withoutSuffix(text))))
                .map(name -> name + ANY_SUFFIX)
            : DomainName.readAlone(text).map(Hosts::withoutWww);
    return read.orElseThrow(() -> unusable(table, row, "host", text, why));
  }

  private static RuntimeException unusable(
      Table table, Table.Row row, String what, String text, String remedy) {
    return Table.unusable(
        table.name(), row.line(), "its " + what + " '" + text + "' is none: " + remedy);
  }

  private static Category category(Table table, Table.Row row) {
    for (Category category : Category.values()) {
      if (category.name().equalsIgnoreCase(row.cell(0))) {
        return category;
      }
    }
    throw Table.unusable(
        table.name(),
        row.line(),
        "its category is not search, social, video, shopping, ai or email");
  }

  private static String withoutSuffix(String host) {
    return host.substring(0, host.length() - ANY_SUFFIX.length());
  }

  /** The first label, as people write it. */
  private static String name(String domain) {
    return Hosts.firstLabel(IDN.toUnicode(domain));
  }

  private static List<String> read(String cell, Function<String, String> one) {
    return words(cell).stream().map(one).toList();
  }

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : Arrays.asList(lower(cell).split("\\s+"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

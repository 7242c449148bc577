package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The known search engines, social, video and shopping sites, AI assistants and webmail services.
 *
 * <p>A row of the table has a category; a name (empty: each of its domains is a site of its own,
 * named by its first label); domains, with all below them; hosts, alone but for www. and m., where
 * {@code .*} at the end stands for every public suffix; other names; parameters of search terms.
 * Lists within a cell are separated by spaces. A later row wins over an earlier one.
 */
final class Sites {

  private static final List<String> HEADER =
      List.of("category", "name", "domains", "hosts", "also", "terms");

  private final Map<String, Site> byDomain = new HashMap<>();
  private final Map<String, Site> byHost = new HashMap<>();
  private final Map<String, Site> byLabel = new HashMap<>();
  private final Map<String, Site> byName = new HashMap<>();

  Sites(Config config) {
    add(Table.shipped("sites.csv", HEADER));
    String file = config.value(ClassifySettings.SITES_FILE);
    if (!file.isEmpty()) {
      add(Table.ofFile(file, HEADER));
    }
  }

  /** The site that a source names, by name or by host. */
  Optional<Site> known(String source) {
    Site named = byName.get(source);
    if (named != null) {
      return Optional.of(named);
    }
    return source.indexOf('.') < 0 ? Optional.empty() : ofHost(source);
  }

  /** The site of a host: an exact host, the nearest domain above it, or a name under any suffix. */
  Optional<Site> ofHost(String host) {
    if (host.length() > Hosts.LONGEST) {
      return Optional.empty(); // No host, and taking it apart label by label would take for ever.
    }
    String bare = Hosts.withoutWww(host);
    Site exact = byHost.getOrDefault(bare, byHost.get(withoutMobile(bare)));
    if (exact != null) {
      return Optional.of(exact);
    }
    for (String domain = bare; !domain.isEmpty(); domain = above(domain)) {
      Site site = byDomain.get(domain);
      if (site != null) {
        return Optional.of(site);
      }
    }
    return Optional.ofNullable(byLabel.get(labelOfRegistrable(withoutMobile(bare))));
  }

  private static String withoutMobile(String host) {
    return host.startsWith("m.") ? host.substring(2) : host;
  }

  private static String above(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }

  /** {@code google} of google.co.uk, empty of maps.google.co.uk. */
  private static String labelOfRegistrable(String host) {
    return host.equals(Hosts.registered(host)) ? firstLabel(host) : "";
  }

  private static String firstLabel(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private void add(Table table) {
    for (Table.Row row : table.rows()) {
      Category category = category(table, row);
      if (row.cell(1).isEmpty()) {
        for (String domain : words(row.cell(2))) {
          Site site = new Site(firstLabel(domain), category, List.of());
          byDomain.put(domain, site);
          byName.put(site.name(), site);
        }
        continue;
      }
      Site site = new Site(lower(row.cell(1)), category, words(row.cell(5)));
      byName.put(site.name(), site);
      words(row.cell(2)).forEach(domain -> byDomain.put(domain, site));
      words(row.cell(3)).forEach(host -> addHost(host, site));
      words(row.cell(4)).forEach(name -> byName.put(name.replace('_', ' '), site));
    }
  }

  private void addHost(String host, Site site) {
    if (host.endsWith(".*")) {
      byLabel.put(host.substring(0, host.length() - 2), site);
    } else {
      byHost.put(host, site);
    }
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

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : Arrays.asList(lower(cell).split("\\s+"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

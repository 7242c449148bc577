package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.FieldText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry of click-id parameters: what each says, and which counts where several are there.
 */
public final class ClickIds {

  private static final List<String> HEADER =
      List.of("priority", "parameter", "source", "medium", "kind");

  /** Who mints ids of a parameter. */
  public enum Kind {
    /** Our own redirects. */
    OWN,
    /** An advertising platform: dropped where consent denies advertising. */
    AD,
    /** The same, but one for all clicks on an ad or campaign: it says where from, and not which. */
    AD_CAMPAIGN,
    /** Shares, listings and newsletters: no proof of a paid click. */
    TRACKING
  }

  /**
   * One parameter.
   *
   * @param name as the registry writes it; null where an event gives an id without one
   * @param source what it says, or empty where it says nothing
   * @param medium what it says, or empty
   */
  public record Parameter(int priority, String name, String source, String medium, Kind kind) {
    boolean saysSource() {
      return !source.isEmpty();
    }

    boolean namesOneClick() {
      return kind != Kind.AD_CAMPAIGN;
    }

    private boolean isAdPlatforms() {
      return kind == Kind.AD || kind == Kind.AD_CAMPAIGN;
    }
  }

  /** A click id found in an event. */
  record Found(Parameter parameter, String value) {}

  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /** The shipped registry with the rows of {@code classify.click_ids_file} added or replacing. */
  public ClickIds(Config config) {
    add(Table.shipped("click_ids.csv", HEADER));
    String file = config.value(ClassifySettings.CLICK_IDS_FILE);
    if (!file.isEmpty()) {
      add(Table.ofFile(file, HEADER));
    }
  }

  /** The parameter of that name, in any case, or empty where the registry lacks it. */
  public Optional<Parameter> named(String name) {
    return Optional.ofNullable(name).map(n -> byName.get(n.strip().toLowerCase(Locale.ROOT)));
  }

  /** All parameters, in lower case. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** The parameters, in lower case, that carry an advertising platform's ids. */
  public Set<String> ofAdPlatforms() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().isAdPlatforms())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The parameters, in lower case, that carry what all clicks on an ad or campaign share. */
  public Set<String> ofAdCampaigns() {
    return byName.entrySet().stream()
        .filter(entry -> !entry.getValue().namesOneClick())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * All click ids of an event, the one that counts first: those in its page's URL and the one that
   * it names itself, which wins over one of the same parameter in the URL.
   *
   * @param givenType parameter of the given id; one that the registry lacks counts last
   */
  List<Found> in(QueryParameters parameters, String givenId, String givenType) {
    Map<String, Found> found = new LinkedHashMap<>();
    byName.forEach(
        (name, parameter) -> {
          String value = parameters.value(name);
          if (value != null) {
            found.put(name, new Found(parameter, value));
          }
        });
    if (givenId != null && !FieldText.isBlank(givenId)) {
      Parameter given = named(givenType).orElseGet(() -> unknown(givenType));
      String name = given.name() == null ? "" : given.name().toLowerCase(Locale.ROOT);
      found.put(name, new Found(given, FieldText.trimmed(givenId)));
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt(one -> one.parameter().priority()))
        .toList();
  }

  /**
   * The parameter that says where somebody came from who followed a URL, in the words of the
   * registry; empty where no click id says it.
   *
   * @param url may be null, and need not be one
   * @param givenId a click id that the event names itself, or null
   */
  public Optional<Parameter> sourceOf(String url, String givenId, String givenType) {
    return sourceOf(in(QueryParameters.of(LooseUrl.read(url)), givenId, givenType));
  }

  static Optional<Parameter> sourceOf(List<Found> found) {
    return found.stream().map(Found::parameter).filter(Parameter::saysSource).findFirst();
  }

  private static Parameter unknown(String type) {
    String name = type == null || type.isBlank() ? null : type.strip();
    return new Parameter(Integer.MAX_VALUE, name, "", "", Kind.TRACKING);
  }

  private void add(Table table) {
    for (Table.Row row : table.rows()) {
      byName.put(
          row.cell(1).toLowerCase(Locale.ROOT),
          new Parameter(
              priority(table, row),
              row.cell(1),
              row.cell(2).toLowerCase(Locale.ROOT),
              row.cell(3).toLowerCase(Locale.ROOT),
              kind(table, row)));
    }
  }

  private static int priority(Table table, Table.Row row) {
    Table.require(
        row.cell(0).matches("\\d{1,6}"), table.name(), row.line(), "its priority is no number");
    return Integer.parseInt(row.cell(0));
  }

  private static Kind kind(Table table, Table.Row row) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(row.cell(4))) {
        return kind;
      }
    }
    throw Table.unusable(
        table.name(), row.line(), "its kind is not own, ad, ad_campaign or tracking");
  }
}

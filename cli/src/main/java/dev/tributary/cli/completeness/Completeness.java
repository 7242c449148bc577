package dev.tributary.cli.completeness;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what the collectors took in has arrived: by hour and collector, over distinct sequences,
 * journaled = raw + rejected.
 */
public final class Completeness {

  private static final String ARRIVED =
      "SELECT collector_id, strftime(date_trunc('hour', received_at), '%Y-%m-%dT%H:%M:%SZ') AS"
          + " hour, count(DISTINCT sequence) AS events FROM (SELECT collector_id, received_at,"
          + " sequence FROM raw_events WHERE source_name = 'collector' UNION ALL SELECT"
          + " collector_id, received_at, sequence FROM rejected_events WHERE kafka_topic IS NOT"
          + " NULL) WHERE collector_id IS NOT NULL GROUP BY ALL";

  private final DataDirectory data;
  private final Config config;

  public Completeness(DataDirectory data, Config config) {
    this.data = data;
    this.config = config;
  }

  /**
   * One hour of one collector.
   *
   * @param missing events that were taken in and have not arrived
   */
  public record Hour(
      String collectorId, Instant hour, long journaled, long arrived, long missing) {}

  /** What this data directory's collector took in from {@code since} on, hour by hour. */
  public List<JournaledHour> journaled(Instant since) {
    return hours(accounts(since, List.of()));
  }

  /**
   * What was taken in from {@code since} until this moment.
   *
   * @param others the accounting of collectors beside the one of this data directory
   * @throws dev.tributary.cli.output.Problem when one of the files can't be read
   */
  public List<CaptureAccount> accounts(Instant since, List<Path> others) {
    return Stream.concat(
            CaptureAccounts.read(data, since).stream(),
            others.stream().map(file -> CaptureAccounts.read(file, since)))
        .toList();
  }

  /** How much of it is in the tables now. */
  public List<Hour> compare(List<CaptureAccount> accounts) {
    Map<Taken, Long> arrived = arrived();
    List<Hour> hours = new ArrayList<>();
    for (JournaledHour hour : hours(accounts)) {
      long events = arrived.getOrDefault(new Taken(hour.collectorId(), hour.hour()), 0L);
      hours.add(
          new Hour(
              hour.collectorId(),
              hour.hour(),
              hour.events(),
              events,
              Math.max(0, hour.events() - events)));
    }
    return hours;
  }

  /**
   * Collectors of which the tables hold what was taken in from {@code since} on and no account is
   * there: what they took in and did not deliver can't be missed.
   */
  public SortedSet<String> unaccounted(List<CaptureAccount> accounts, Instant since) {
    SortedSet<String> collectors =
        arrived().keySet().stream()
            .filter(taken -> !taken.hour().isBefore(since))
            .map(Taken::collectorId)
            .collect(Collectors.toCollection(TreeSet::new));
    accounts.forEach(account -> collectors.remove(account.collectorId()));
    return collectors;
  }

  private static List<JournaledHour> hours(List<CaptureAccount> accounts) {
    return accounts.stream().flatMap(account -> account.hours().stream()).toList();
  }

  private record Taken(String collectorId, Instant hour) {}

  private Map<Taken, Long> arrived() {
    Map<Taken, Long> arrived = new HashMap<>();
    try (LakeQuery lake =
            LakeQuery.openFor(ARRIVED, LakeLocation.of(data, config).folder(), config);
        QueryResult rows = lake.ask(ARRIVED)) {
      for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
        Object[] values = row.get();
        arrived.put(
            new Taken((String) values[0], Instant.parse((String) values[1])),
            ((Number) values[2]).longValue());
      }
    }
    return arrived;
  }
}

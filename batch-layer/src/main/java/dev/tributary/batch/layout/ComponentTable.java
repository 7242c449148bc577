package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import dev.tributary.core.config.Config;
import dev.tributary.core.identity.Component;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.identity.Link;
import dev.tributary.core.identity.Pairing;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Who is who, one row a component of linked identifiers, kept between runs: only the components
 * that new events name are read and resolved again.
 */
public final class ComponentTable {

  private final Lake lake;
  private final Config config;
  private final Optional<byte[]> pseudonymKey;
  private final Generations generations;

  ComponentTable(Lake lake, Config config, Optional<byte[]> pseudonymKey) {
    this.lake = lake;
    this.config = config;
    this.pseudonymKey = pseudonymKey;
    this.generations = generations(lake, config);
  }

  public static Generations generations(Lake lake, Config config) {
    return new Generations(
        lake, Table.IDENTITY_COMPONENTS, "component_id", size(col("identities")).gt(0), config);
  }

  /** Resolves what has changed up to a version of timeline and answers who is who. */
  KeptPersons upTo(long timelineVersion) {
    Dataset<TimelineEvent> timeline =
        Records.typed(lake.readVersion(Table.TIMELINE, timelineVersion), TimelineEvent.class);
    Optional<TableChanges> gained = generations.gained(timelineVersion);
    if (gained.isEmpty()) {
      List<Link> said = TimelineLinks.of(timeline, pseudonymKey);
      generations.anew(rows(resolved(Pairing.of(said)), timelineVersion), timelineVersion);
    } else if (gained.get().kind() == TableChanges.Kind.GROWN) {
      Dataset<TimelineEvent> came = Records.typed(gained.get().gained(), TimelineEvent.class);
      List<Link> said = TimelineLinks.gained(came, timeline, pseudonymKey);
      // Without links the next run looks at these events once more, which costs less than a commit.
      if (!said.isEmpty()) {
        again(Pairing.of(said), timelineVersion);
      }
    }
    return new KeptPersons(generations.current());
  }

  private List<Component> resolved(List<Pairing> pairings) {
    return new IdentityGraph(config).components(pairings);
  }

  private void again(List<Pairing> said, long generation) {
    List<ComponentRow> before = naming(said);
    List<Pairing> pairings = new ArrayList<>(said);
    before.forEach(row -> pairings.addAll(row.pairings()));
    List<Component> after = resolved(pairings);
    Set<String> gone = new HashSet<>();
    before.forEach(row -> gone.add(row.componentId()));
    after.forEach(component -> gone.remove(People.name(component.smallest())));
    List<String> touched = new ArrayList<>(gone);
    after.forEach(component -> touched.add(People.name(component.smallest())));
    generations.replace(
        lake.spark().createDataset(touched, Encoders.STRING()).toDF("component_id"),
        rows(after, generation),
        table(gone.stream().map(id -> ComponentRow.gone(id, generation)).toList()),
        generation);
  }

  /** Components of identifiers that these pairings name. */
  private List<ComponentRow> naming(List<Pairing> said) {
    Set<Identifier> named = new HashSet<>();
    said.forEach(pairing -> Stream.of(pairing.one(), pairing.other()).forEach(named::add));
    Dataset<Row> names =
        lake.spark()
            .createDataset(named.stream().map(People::name).toList(), Encoders.STRING())
            .toDF(KeptPersons.NAME);
    KeptPersons known = new KeptPersons(generations.current());
    return Records.typed(known.rowsNaming(broadcast(names)), ComponentRow.class).collectAsList();
  }

  private Dataset<Row> rows(List<Component> components, long generation) {
    return table(components.stream().map(one -> ComponentRow.of(one, generation)).toList());
  }

  private Dataset<Row> table(List<ComponentRow> rows) {
    return Records.table(lake.spark(), rows, ComponentRow.class);
  }
}

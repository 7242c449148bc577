package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.EventType;
import dev.tributary.core.identity.ConsentSubjects;
import dev.tributary.core.identity.Link;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;

/** Finds the visitors whose choices the log holds under a keyed hash. */
final class ConsentLinks {

  private ConsentLinks() {}

  /**
   * What consent events say.
   *
   * @param subjects their visitor ids, as stored
   * @param withdrawn those that an event denied
   */
  record Choices(Set<String> subjects, Set<String> withdrawn) {

    ConsentSubjects under(byte[] key) {
      return new ConsentSubjects(Pseudonyms.withKey(key), subjects, withdrawn);
    }
  }

  /**
   * The links of visitors who made a choice; no others leave Spark.
   *
   * @param choices of which subjects
   * @param events of visitors who may have made them
   * @param pseudonymKey the key under which events were admitted, where there is one
   * @throws BatchRefusal when there are choices but no key to tell whose they are
   */
  static List<Link> between(
      Choices choices, Dataset<TimelineEvent> events, Optional<byte[]> pseudonymKey) {
    if (choices.subjects().isEmpty()) {
      return List.of();
    }
    byte[] key = pseudonymKey.orElseThrow(ConsentLinks::keyMissing);
    ConsentSubjects subjects = choices.under(key);
    return events
        .where(not(isConsent()).and(col("visitorId").isNotNull()))
        .groupBy("visitorId")
        .agg(min("occurredAt").as("seenAt"))
        .as(RecordEncoder.of(SeenVisitor.class))
        .filter(new MadeAChoice(key, choices.subjects()))
        .collectAsList()
        .stream()
        .flatMap(visitor -> subjects.linksOf(visitor.visitorId(), visitor.seenAt()).stream())
        .toList();
  }

  /** The choices among events. */
  static Choices choices(Dataset<TimelineEvent> events) {
    Set<String> subjects = new HashSet<>();
    Set<String> withdrawn = new HashSet<>();
    events
        .where(isConsent().and(col("visitorId").isNotNull()))
        .groupBy("visitorId")
        .agg(min("journeyAllowed"))
        .collectAsList()
        .forEach(
            row -> {
              subjects.add(row.getString(0));
              if (!row.getBoolean(1)) {
                withdrawn.add(row.getString(0));
              }
            });
    return new Choices(subjects, withdrawn);
  }

  static Column isConsent() {
    return col("eventType").equalTo(EventType.CONSENT.wire());
  }

  private static BatchRefusal keyMissing() {
    return BatchRefusal.failure(
        "The raw log holds consent events under a keyed hash, but the key (secrets/pseudonym.key"
            + " in the data directory) is gone, so nobody can tell whose choices they are.",
        "Restore the key from a backup; without it withdrawals would be ignored.");
  }

  /** Keeps the visitors that a consent event is about. */
  private static final class MadeAChoice implements FilterFunction<SeenVisitor> {

    private static final long serialVersionUID = 1L;

    private final byte[] key;
    private final Set<String> subjects;

    /** Made once a task: core's classes stay out of Spark's serialisation. */
    private transient ConsentSubjects choices;

    MadeAChoice(byte[] key, Set<String> subjects) {
      this.key = key;
      this.subjects = subjects;
    }

    @Override
    public boolean call(SeenVisitor visitor) {
      if (choices == null) {
        choices = new Choices(subjects, Set.of()).under(key);
      }
      return !choices.linksOf(visitor.visitorId(), visitor.seenAt()).isEmpty();
    }
  }
}

package dev.tributary.lake;

import dev.tributary.core.view.PublicationNote;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The only way to write {@code attribution}: keeps a day from being final and provisional at once.
 *
 * <p>The publisher and the writer of provisional cells commit under one application id, each with
 * the last version plus one. Of two at once Delta refuses the later, who then reads the boundary
 * again, computes again and tries again; after some losses it has the {@link RightOfWay}.
 */
public final class Fence {

  /** Enough for a publisher among provisional commits that come every few seconds. */
  private static final int ATTEMPTS = 20;

  private final Lake lake;
  private final int attempts;
  private final FenceLog log;

  /** The fence of that lake's table. */
  public Fence(Lake lake) {
    this(lake, ATTEMPTS);
  }

  Fence(Lake lake, int attempts) {
    this.lake = lake;
    this.attempts = attempts;
    this.log =
        new FenceLog(lake.location(Table.ATTRIBUTION), lake.spark().sessionState().newHadoopConf());
  }

  /** The newest note; {@link PublicationNote#NONE} before the first commit. */
  public PublicationNote note() {
    return read().note();
  }

  /**
   * Whether a publication has ever been current. Reads what the log still has of earlier commits
   * where it is not current now, and believes in what is older than these.
   *
   * @param recorded when the publication was written down
   */
  public boolean hasNamed(String publicationId, Instant recorded) {
    PublicationNote now = note();
    return publicationId.equals(now.publicationId())
        || now.days().containsValue(publicationId)
        || lake.exists(Table.ATTRIBUTION) && new FenceHistory(lake).names(publicationId, recorded);
  }

  /**
   * Commits what {@code plan} makes of the newest note; asks it again whenever another writer came
   * between.
   *
   * @param plan from the newest note to the change, or to nothing
   * @return the Delta version of the commit; empty where the plan had nothing to change
   * @throws FenceException when other writers came between too many times
   */
  public Optional<Long> commit(Function<PublicationNote, Optional<FencedChange>> plan) {
    RuntimeException last = null;
    try (RightOfWay way = new RightOfWay(lake.besideTables(".attribution-turn"))) {
      for (int lost = 0; lost < attempts; lost++) {
        way.ask(lost);
        FenceState seen = read();
        Optional<FencedChange> change = plan.apply(seen.note());
        if (change.isEmpty()) {
          return Optional.empty();
        }
        try {
          Optional<Long> version = write(seen, change.get());
          if (version.isPresent()) {
            return version;
          }
        } catch (ConcurrentModificationException e) {
          last = e;
        }
      }
    }
    throw new FenceException(attempts, last);
  }

  /** Empty where Delta skipped the write in silence, as it does for a version already taken. */
  private Optional<Long> write(FenceState seen, FencedChange change) {
    String attempt = UUID.randomUUID().toString();
    change
        .rows()
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", change.replaceWhere())
        .option("txnAppId", FenceLog.APPLICATION)
        .option("txnVersion", seen.fenceVersion() + 1)
        .option("userMetadata", FenceLog.metadata(change.note(), attempt))
        .save(lake.location(Table.ATTRIBUTION));
    return log.versionOf(attempt, seen.tableVersion(), lake.version(Table.ATTRIBUTION));
  }

  private FenceState read() {
    return log.stateAt(lake.version(Table.ATTRIBUTION));
  }
}

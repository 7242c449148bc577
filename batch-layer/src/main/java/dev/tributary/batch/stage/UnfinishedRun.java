package dev.tributary.batch.stage;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.layout.LayoutRules;
import dev.tributary.batch.plan.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run says of itself while it computes, so that another process can go on with it.
 *
 * @param publicationId under which its rows are written
 * @param request what it was asked
 * @param rawVersion of raw_events that it reads
 * @param rawHighWater JSON of how far that version reaches: another log has the same version once
 *     the table was made again, or restored from a copy
 * @param rules everything else that its credit follows from: see {@link LayoutRules}
 * @param begunAt by the clock of its machine
 * @param parts how many it has in all
 * @param staged those whose rows are written, in the order in which they were
 * @param standing whether something was found wrong with it
 */
public record UnfinishedRun(
    String publicationId,
    BatchRequest request,
    long rawVersion,
    String rawHighWater,
    String rules,
    Instant begunAt,
    int parts,
    List<StagedPart> staged,
    Standing standing) {

  /** How a run stands while it has not ended. */
  public enum Standing {
    COMPUTING,
    /** So much seems not to have arrived that somebody has to say whether that is true. */
    REFUSED_FOR_LACK
  }

  public UnfinishedRun {
    staged = List.copyOf(staged);
  }

  UnfinishedRun with(StagedPart part) {
    List<StagedPart> more = new ArrayList<>(staged);
    more.add(part);
    return withStaged(more);
  }

  public UnfinishedRun withStaged(List<StagedPart> written) {
    return as(parts, written, standing);
  }

  UnfinishedRun withParts(int all) {
    return as(all, staged, standing);
  }

  public UnfinishedRun refusedForLack() {
    return as(parts, staged, Standing.REFUSED_FOR_LACK);
  }

  private UnfinishedRun as(int all, List<StagedPart> written, Standing now) {
    return new UnfinishedRun(
        publicationId, request, rawVersion, rawHighWater, rules, begunAt, all, written, now);
  }

  /**
   * A run of one part is begun anew as quickly as it would go on; one that restates publishes what
   * has changed, which may be something else by then.
   */
  boolean isWorthKeeping() {
    return parts > 1 && !staged.isEmpty() && request.published() == BatchRequest.Published.AS_ASKED;
  }

  public Set<LocalDate> stagedDays() {
    Set<LocalDate> days = new TreeSet<>();
    staged.forEach(part -> part.days().days().forEach(days::add));
    return days;
  }

  /** Rows of all parts that are written. */
  public Outcomes.Counts counts() {
    return staged.stream()
        .map(StagedPart::counts)
        .reduce(Outcomes.Counts.NONE, Outcomes.Counts::plus);
  }

  /** Whether that request means this run: the newest raw log is the one that it began with. */
  boolean isMeantBy(BatchRequest asked) {
    boolean sameLog =
        asked.rawVersion() == null
            ? request.rawVersion() == null
            : asked.rawVersion() == rawVersion;
    return sameLog
        && asked.from().equals(request.from())
        && asked.to().equals(request.to())
        && asked.published() == request.published()
        && Objects.equals(asked.runId(), request.runId());
  }

  /** Whether a run under that id that computes these days can take over what is written. */
  public boolean isOf(String id, DayRange days) {
    return publicationId.equals(id) && stagedDays().stream().allMatch(days::contains);
  }

  /** In words: the days that it was asked for. */
  String days() {
    return new DayRange(request.from(), request.to()).toString();
  }
}

package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The segments of a journal as its readers meet them, and as they are let go of behind these. Safe
 * for any thread.
 */
final class Shelf {

  private final JournalOptions options;
  private final SegmentIndex index;
  private final Succession succession;
  private final Forcing forcing;
  private final Disposal disposal;
  private final Refusals refusals;

  Shelf(
      JournalOptions options,
      SegmentIndex index,
      Succession succession,
      Forcing forcing,
      Refusals refusals) {
    this.options = options;
    this.index = index;
    this.succession = succession;
    this.forcing = forcing;
    this.refusals = refusals;
    this.disposal = new Disposal(options.directory());
  }

  JournalFiles files() {
    return options.files();
  }

  Path path(long segment) {
    return SegmentFile.path(options.directory(), segment);
  }

  /** The highest sequence that others may rely on. */
  long readableThrough() {
    long settled = options.keeping() == Keeping.SYNCED ? forcing.synced() : Long.MAX_VALUE;
    return Math.min(settled, namedThrough());
  }

  /** The highest sequence that a reader can find, since its segment has a name. */
  long namedThrough() {
    return succession.unnamed() - 1;
  }

  /** The segment that holds or would hold a sequence; the oldest one for what is gone. */
  long segmentOf(long sequence) {
    return index.segmentOf(sequence);
  }

  /** The segment behind that one, or null when it is the last that has a name. */
  Long segmentAfter(long segment) {
    Long following = index.segmentAfter(segment);
    return following == null || following >= succession.unnamed() ? null : following;
  }

  /** How far a segment's content is settled; 0 for one that was deleted behind its reader. */
  long endOf(long segment) {
    return index.endOf(segment);
  }

  /** Whether all of a segment is released, so that it may be gone. */
  boolean released(long segment) {
    return index.released(segment);
  }

  /** Whether there is anything to be deleted. */
  boolean untidy() {
    return !index.wholeReleased().isEmpty();
  }

  /** Deletes what was released before, by an earlier start too, and could not be deleted then. */
  void tidy() {
    for (long segment : index.wholeReleased()) {
      if (disposal.takenOut(segment)) {
        forget(segment);
      }
    }
  }

  /**
   * Takes a segment out that can't be read.
   *
   * @return false where the disk refuses now; it is taken out when it is released
   */
  boolean setAside(long segment) {
    keepAside(segment);
    boolean done = disposal.takenOut(segment);
    if (done) {
      forget(segment);
    }
    return done;
  }

  /** A segment that could not be read everywhere: it is kept for inspection when it is released. */
  void keepAside(long segment) {
    disposal.keepAside(segment);
  }

  /** A segment that is no longer here. */
  void forget(long segment) {
    index.remove(segment);
    disposal.forget(segment);
    refusals.forget(segment);
  }

  /** Whether the disk refused to let a segment go. */
  boolean refusesToDelete() {
    return disposal.refused();
  }

  /** Whether the disk refuses to give what readers ask it for. */
  boolean refusesToGive() {
    return refusals.standing();
  }

  /** Who reads and decides what becomes of what can't be read. */
  JournalReader reader(long from) {
    return new JournalReader(this, from, refusals);
  }

  /** Who looks, and decides nothing. */
  JournalReader onlooker(long from) {
    return new JournalReader(this, from, OnRefusal.ERROR);
  }

  /** As {@link Journal#forEach}. */
  void forEach(long from, Consumer<JournalRecord> each) throws IOException {
    // Twice, so that what lasts for once is given up before.
    StartPatience patience = new StartPatience(options.nanos(), Refusals.LASTING.multipliedBy(2));
    try (JournalReader reader = reader(from)) {
      for (JournalRecord r = patience.ask(reader::next);
          r != null;
          r = patience.ask(reader::next)) {
        each.accept(r);
      }
    }
  }
}

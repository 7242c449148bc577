package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.GroupSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a journal when the power goes, on a file system that drops what it may. */
class PowerLossTest {

  private static final int PLUGS_PULLED = 60;
  private static final int SENDERS = 6;

  @TempDir Path scratch;

  @Test
  void whatWasSyncedIsThereAfterAnyPowerLoss() throws Exception {
    for (int seed = 0; seed < PLUGS_PULLED; seed++) {
      Life life = live(seed, Keeping.SYNCED);
      assertThat(life.left).as("seed %s", seed).containsAllEntriesOf(life.promised);
      assertThat(life.appended).as("seed %s", seed).containsAllEntriesOf(life.left);
    }
  }

  /** Without this the test above could pass on a file system that loses nothing. */
  @Test
  void whatWasOnlyWrittenIsOftenGone() throws Exception {
    int lost = 0;
    for (int seed = 0; seed < PLUGS_PULLED; seed++) {
      Life life = live(seed, Keeping.WRITTEN);
      assertThat(life.appended).as("seed %s", seed).containsAllEntriesOf(life.left);
      lost += life.left.equals(life.appended) ? 0 : 1;
    }
    assertThat(lost).isGreaterThan(PLUGS_PULLED / 2);
  }

  @Test
  void whatManySendersWereToldIsThereWheneverThePlugIsPulled() throws Exception {
    Path directory = Files.createDirectory(scratch.resolve("live"));
    LossyFiles files = new LossyFiles();
    Random random = new Random(7);
    Map<Long, String> promised = new ConcurrentHashMap<>();
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    GroupSync sync = GroupSync.start(journal, Duration.ofMinutes(1), System::nanoTime);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int sender = i;
      Thread thread = new Thread(() -> send(journal, sync, "sender " + sender, promised));
      thread.start();
      senders.add(thread);
    }
    for (int pull = 0; pull < 20; pull++) {
      int enough = promised.size() + random.nextInt(60);
      while (promised.size() < enough) {
        Thread.onSpinWait();
      }
      Map<Long, String> before = Map.copyOf(promised);
      Path after = Files.createDirectory(scratch.resolve("after-" + pull));
      synchronized (files) { // The senders rest, or there would be more to read each time.
        files.losePower(after, random);
        assertThat(read(options(after, Keeping.SYNCED))).containsAllEntriesOf(before);
      }
    }
    sync.close();
    for (Thread sender : senders) {
      sender.join();
    }
    journal.close();
  }

  private static void send(
      Journal journal, GroupSync sync, String name, Map<Long, String> promised) {
    boolean[] refused = {false};
    for (int i = 0; !refused[0]; i++) {
      String body = name + " event " + i;
      try {
        long sequence = journal.append(List.of(body.getBytes(UTF_8)));
        Object told = new Object();
        boolean[] settled = {false};
        sync.when(
            sequence,
            outcome -> {
              if (outcome == Assurance.Outcome.KEPT) {
                promised.put(sequence, body);
              }
              synchronized (told) {
                refused[0] = outcome != Assurance.Outcome.KEPT;
                settled[0] = true;
                told.notifyAll();
              }
            });
        synchronized (told) {
          while (!settled[0]) {
            told.wait();
          }
        }
      } catch (JournalRefusedException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What was appended, what of it was promised, and what was read after the power came back. */
  private record Life(
      Map<Long, String> appended, Map<Long, String> promised, Map<Long, String> left) {}

  private Life live(int seed, Keeping keeping) throws Exception {
    Random random = new Random(seed);
    Path directory = Files.createDirectory(scratch.resolve(keeping + "-" + seed));
    Path after = Files.createDirectory(scratch.resolve(keeping + "-after-" + seed));
    LossyFiles files = new LossyFiles();
    Map<Long, String> appended = new TreeMap<>();
    Map<Long, String> promised = new TreeMap<>();
    Journal journal = Journal.open(options(directory, keeping).on(files));
    int appends = 1 + random.nextInt(60);
    for (int i = 0; i < appends; i++) {
      List<byte[]> bodies = new ArrayList<>();
      long next = journal.lastSequence() + 1;
      for (int j = 0; j <= random.nextInt(4); j++) {
        String body = "event " + next + " " + "x".repeat(random.nextInt(200));
        appended.put(next++, body);
        bodies.add(body.getBytes(UTF_8));
      }
      journal.append(bodies);
      while (journal.nextIsBeingLaidOut()) {
        Thread.onSpinWait(); // So that small journals, too, have many segments.
      }
      if (keeping == Keeping.SYNCED && random.nextInt(3) == 0) {
        journal.sync();
        promised.putAll(appended);
      }
    }
    files.losePower(after, random);
    journal.close();
    return new Life(appended, promised, read(options(after, keeping)));
  }

  @Test
  void filesAndFoldersAreForcedWhenTheyAreMadeBeforeAnythingIsPromised() throws Exception {
    HungFiles files = new HungFiles();
    Path directory = scratch.resolve("capture/journal");
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    String first = SegmentFile.path(directory, 1).getFileName().toString();
    assertThat(files.forced())
        .contains("content of " + first, "names in journal", "names in capture");
    journal.append(List.of(new byte[2048]));
    while (journal.nextIsBeingLaidOut()) {
      Thread.onSpinWait();
    }
    assertThat(files.forced()).containsExactly("content of next.blank");
    journal.append(List.of(new byte[100]));
    journal.sync();
    assertThat(files.forced())
        .containsExactly("content of " + first, "names in journal", "content of next.blank");
    assertThat(SegmentFile.path(directory, 2)).exists();
    journal.close();
  }

  @Test
  void aDiskThatDoesNotAnswerHoldsNobodyUpForLongerThanAgreed() throws Exception {
    HungFiles files = new HungFiles();
    AtomicLong now = new AtomicLong();
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    Path directory = Files.createDirectory(scratch.resolve("hung"));
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    GroupSync sync = GroupSync.start(journal, Duration.ofNanos(10), now::get);
    try {
      files.hang();
      sync.when(journal.append(List.of(new byte[1])), outcomes::add);
      sync.expire();
      assertThat(outcomes).isEmpty();
      now.set(10);
      sync.expire();
      assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED);
      sync.when(journal.append(List.of(new byte[1])), outcomes::add);
    } finally {
      files.answer();
    }
    sync.close();
    assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED, Assurance.Outcome.KEPT);
    journal.close();
  }

  @Test
  void aNewJournalIsThereAfterAPowerLossWithItsFolderBeforeAnythingIsPromised() throws Exception {
    Path directory = scratch.resolve("made/journal");
    LossyFiles files = new LossyFiles();
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    assertThat(files.forced(directory.getParent())).isTrue();
    for (int seed = 0; seed < 10; seed++) {
      Path after = Files.createDirectory(scratch.resolve("made-" + seed));
      files.losePower(after, new Random(seed));
      assertThat(SegmentFile.list(after)).hasSize(1);
      assertThat(SegmentFile.list(after).get(1L)).hasSize(SegmentFile.HEADER_BYTES);
    }
    journal.close();
  }

  /**
   * Killed before it came to the sync of a segment that was followed already, then a power loss.
   */
  @Test
  void whatARestartFindsIsForcedBeforeItIsReliedOn() throws Exception {
    Path directory = Files.createDirectory(scratch.resolve("restarted"));
    LossyFiles files = new LossyFiles();
    Journal killed = Journal.open(options(directory, Keeping.WRITTEN).on(files));
    for (int i = 0; i < 30; i++) {
      killed.append(List.of(("event " + i + "x".repeat(200)).getBytes(UTF_8)));
      Eventually.holds("the next is there", () -> !killed.nextIsBeingLaidOut());
    }
    Eventually.holds("the last has its name", () -> killed.readableThrough() > 30);
    files.show();
    Journal restarted = Journal.open(options(directory, Keeping.SYNCED).on(files));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(file -> file.toString().endsWith(".journal"))).hasSizeGreaterThan(2);
    }
    for (int seed = 0; seed < 10; seed++) {
      Path after = Files.createDirectory(scratch.resolve("restarted-" + seed));
      files.losePower(after, new Random(seed));
      assertThat(read(options(after, Keeping.SYNCED)).keySet()).hasSize(30);
    }
    restarted.close();
  }

  private static JournalOptions options(Path directory, Keeping keeping) {
    return new JournalOptions(directory, 2048, Long.MAX_VALUE, 0).keeping(keeping);
  }

  private static Map<Long, String> read(JournalOptions options) throws IOException {
    Map<Long, String> found = new TreeMap<>();
    try (Journal journal = Journal.open(options);
        JournalReader reader = journal.reader(1)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        found.put(r.sequence(), new String(r.body(), UTF_8));
      }
      assertThat(journal.lastSequence()).isGreaterThanOrEqualTo(found.size());
    }
    return found;
  }
}

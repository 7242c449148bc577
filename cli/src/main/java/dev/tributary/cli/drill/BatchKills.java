package dev.tributary.cli.drill;

import dev.tributary.batch.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.apache.commons.io.FileUtils;

/**
 * Kills a nightly run with -9, first at each of its steps, then at random moments after them, each
 * time on the same published days that late events change. Then looks at what readers see, runs the
 * days again, and looks once more.
 */
public final class BatchKills {

  private static final String FIRST_DAY = "2026-03-12";
  private static final String LAST_DAY = "2026-03-14";
  private static final int LONGEST_MILLIS = 1_500;

  /** One event in so many comes late. */
  private static final int LATE = 10;

  private final Path folder;
  private final Random random;
  private final BatchProcess batch;
  private long oldSeen;
  private long newSeen;
  private long between;
  private long unfinished;

  /**
   * The drill in an empty folder.
   *
   * @param seed of the random moments
   */
  public BatchKills(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
    this.batch = new BatchProcess(folder.resolve("children.log"), FIRST_DAY, LAST_DAY);
  }

  /**
   * Kills so many runs.
   *
   * @param progress hears how many kills are done
   */
  public List<Finding> run(int kills, IntConsumer progress)
      throws IOException, InterruptedException {
    Path published = publishedDays();
    List<String> before = Reports.of(published);
    Path whole = copy(published);
    batch.publish(whole);
    List<String> after = Reports.of(whole);
    FileUtils.deleteDirectory(whole.toFile());
    for (int kill = 0; kill < kills; kill++) {
      Path data = copy(published);
      kill(data, kill);
      List<String> seen = Reports.of(data);
      oldSeen += seen.equals(before) ? 1 : 0;
      newSeen += seen.equals(after) ? 1 : 0;
      between += seen.equals(before) || seen.equals(after) ? 0 : 1;
      batch.publish(data);
      unfinished += Reports.of(data).equals(after) ? 0 : 1;
      FileUtils.deleteDirectory(data.toFile());
      progress.accept(kill + 1);
    }
    return List.of(
        Finding.told("kills", kills),
        Finding.told("rows that the killed run would change", changed(before, after)),
        Finding.told("kills that left the old publication", oldSeen),
        Finding.told("kills that left the new publication", newSeen),
        Finding.none("kills that left anything else", between),
        Finding.none("runs after a kill that did not finish its work", unfinished));
  }

  /** Three published days, and late events that their publication does not know. */
  private Path publishedDays() throws IOException, InterruptedException {
    Path events = batch.simulate(folder.resolve("simulated"), 300, 3);
    List<String> onTime = new ArrayList<>();
    List<String> late = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      (random.nextInt(LATE) == 0 ? late : onTime).add(line);
    }
    Path data = folder.resolve("published");
    batch.take(data, Files.write(folder.resolve("on-time.jsonl"), onTime));
    batch.publish(data);
    batch.take(data, Files.write(folder.resolve("late.jsonl"), late));
    return data;
  }

  private void kill(Path data, int kill) throws IOException, InterruptedException {
    Step[] steps = Step.values();
    boolean random = kill >= steps.length;
    batch.killAt(
        steps[kill % steps.length], random ? this.random.nextInt(LONGEST_MILLIS) : 0, data);
  }

  private Path copy(Path data) throws IOException {
    Path copy = folder.resolve("copy");
    FileUtils.copyDirectory(data.toFile(), copy.toFile());
    return copy;
  }

  private static long changed(List<String> before, List<String> after) {
    List<String> changed = new ArrayList<>(after);
    changed.removeAll(new HashSet<>(before));
    return changed.size();
  }
}

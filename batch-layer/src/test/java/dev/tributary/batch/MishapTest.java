package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the engine throws is told as problem, why and remedy. */
class MishapTest {

  @Test
  void aFullDisk() {
    assertThat(
            told(
                new IllegalStateException(
                    "task failed", new IOException("No space left on device"))))
        .contains("disk of the data directory is full", "still stands", "Make room");
  }

  @Test
  void aFileThatIsGone() {
    assertThat(
            told(new FileNotFoundException("File file:/lake/raw_events/a.parquet does not exist")))
        .contains("file:/lake/raw_events/a.parquet is gone", "Restore it from a copy");
  }

  @Test
  void aDamagedFile() {
    assertThat(told(new IOException("file:/lake/raw_events/a.parquet is not a Parquet file")))
        .contains("a.parquet can't be read: its content is damaged", "--raw-version");
  }

  @Test
  void whatToDoDependsOnTheTable() {
    assertThat(told(new IOException("file:/lake/journeys/a.parquet is not a Parquet file")))
        .contains("Delete the tables timeline, identity_components and journeys")
        .doesNotContain("--raw-version");
    assertThat(told(new IOException("file:/lake/rejected_events/a.parquet is not a Parquet file")))
        .contains("move the folder rejected_events away")
        .doesNotContain("--raw-version");
    assertThat(told(new IOException("s3a://lake/conversions/a.parquet is not a Parquet file")))
        .endsWith(
            "publish the days whose rows it holds again, from the raw log: tributary batch with --from, --to and a --run-id of its own.");
    assertThat(told(new IOException("s3a://lake/publications/a.parquet. is not a Parquet file")))
        .startsWith("s3a://lake/publications/a.parquet can't be read")
        .endsWith("Restore it from a copy of the lake.");
  }

  @Test
  void aCommitOfWhichNobodyKnows() {
    assertThat(
            told(
                new IOException(
                    "Whether the commit s3a://shop/attribution/_delta_log/7.json was stored is not"
                        + " known: No space left on device")))
        .contains("whether the run has published is not known", "7.json", "Run it again")
        .doesNotContain("nothing is published");
  }

  @Test
  void aRefusalOfATaskIsTheRuns() {
    assertThat(
            told(
                new IllegalStateException(
                    "Job aborted", BatchRefusal.failure("Something is wrong.", "Mend it."))))
        .isEqualTo("Something is wrong. Mend it.");
  }

  @Test
  void anythingElseStaysWhatItIs() {
    assertThat(Mishap.of(new IllegalStateException("lost executor"))).isEmpty();
    assertThat(Mishap.unnamed(new IOException("lost executor\nat 1")).getMessage())
        .contains("IOException: lost executor)", "Run it again");
  }

  private static String told(Exception thrown) {
    return Mishap.of(thrown).orElseThrow().getMessage();
  }
}

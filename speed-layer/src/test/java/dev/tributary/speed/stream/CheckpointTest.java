package dev.tributary.speed.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.speed.SpeedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir Path folder;

  @Test
  void firstStartBeginsALife() {
    Checkpoint begun = Checkpoint.open(folder.resolve("raw"), () -> 4);

    assertThat(begun.generation()).isEqualTo(4);
    assertThat(begun.processed()).isEmpty();
  }

  @Test
  void laterStartsGoOnWithTheSameLife() {
    Checkpoint begun = Checkpoint.open(folder.resolve("raw"), () -> 4);
    Checkpoint again = Checkpoint.open(folder.resolve("raw"), () -> 9);

    assertThat(again.generation()).isEqualTo(4);
    assertThat(again.application("raw")).isEqualTo(begun.application("raw"));
  }

  @Test
  void lifeAfterALostCheckpointHasAnotherName() throws IOException {
    Path raw = folder.resolve("raw");
    Checkpoint lost = Checkpoint.open(raw, () -> 1);
    Files.delete(raw.resolve("life.json"));

    assertThat(Checkpoint.open(raw, () -> 1).application("raw"))
        .isNotEqualTo(lost.application("raw"));
  }

  @Test
  void offsetsOfTheLastFinishedBatchAreWhatWasProcessed() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder.resolve("raw"), () -> 1);
    batch(3, "{\"events\":{\"0\":12,\"1\":7}}");
    Files.writeString(Files.createDirectories(folder.resolve("raw/commits")).resolve("3"), "v1");
    batch(4, "{\"events\":{\"0\":99,\"1\":99}}");

    assertThat(checkpoint.processed()).isEqualTo(Map.of("events", Map.of(0, 12L, 1, 7L)));
  }

  @Test
  void markThatIsNoJsonIsRefusedWithTheRemedy() throws IOException {
    Path raw = folder.resolve("raw");
    Checkpoint.open(raw, () -> 1);
    Files.writeString(raw.resolve("life.json"), "{");

    assertThatThrownBy(() -> Checkpoint.open(raw, () -> 1))
        .isInstanceOf(SpeedException.class)
        .hasMessageContaining("The checkpoint " + raw + " can't be used")
        .hasMessageContaining("Remove the folder and start again");
  }

  @Test
  void folderOfSomebodyElseIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("raw/offsets"));

    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("raw"), () -> 1))
        .isInstanceOf(SpeedException.class)
        .hasMessageContaining("life.json is missing");
  }

  @Test
  void finishedBatchWithoutItsOffsetsIsRefused() throws IOException {
    Checkpoint.open(folder.resolve("raw"), () -> 1);
    Files.writeString(Files.createDirectories(folder.resolve("raw/commits")).resolve("0"), "v1");

    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("raw"), () -> 1))
        .isInstanceOf(SpeedException.class)
        .hasMessageContaining("whose offsets are missing");
  }

  private void batch(int number, String offsets) throws IOException {
    Path log = Files.createDirectories(folder.resolve("raw/offsets"));
    Files.writeString(log.resolve(Integer.toString(number)), "v1\n{\"conf\":{}}\n" + offsets);
  }
}

package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkScratchTest {

  @Test
  void whatAKilledProcessLeftGoesAndWhatALivingOneUsesStays(@TempDir Path parent) throws Exception {
    Path living = SparkScratch.in(parent);
    Files.writeString(living.resolve("shuffle"), "in use");
    Path dead = Files.createDirectories(parent.resolve("dead"));
    Files.writeString(Files.createDirectory(dead.resolve("blockmgr")).resolve("spill"), "left");
    Path lockOfTheDead = Files.createFile(parent.resolve("dead.lock"));

    Path next = SparkScratch.in(parent);

    assertThat(dead).doesNotExist();
    assertThat(lockOfTheDead).doesNotExist();
    assertThat(living.resolve("shuffle")).hasContent("in use");
    assertThat(next).isEmptyDirectory().isNotEqualTo(living);
  }
}

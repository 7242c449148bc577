package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A raw log that can't be read leaves what is published, and says which file to bring back. */
class UnreadableLogTest {

  private BatchWorld world;

  @Test
  void aFileIsGoneOrDamaged(@TempDir Path root) throws IOException {
    world = PublishedDay.in(root.resolve("data"));
    PublicationNote published = world.note();
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));
    Path file = newest(world.data.table(Table.RAW_EVENTS.tableName()));

    Files.delete(file);
    assertRefused("is gone", file);

    Files.writeString(file, "no columns here");
    assertRefused("can't be read", file);
    assertThat(world.note()).isEqualTo(published);
  }

  private void assertRefused(String what, Path file) {
    assertThatThrownBy(() -> world.run(BatchRequest.day(november(8))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(what)
        .hasMessageContaining("what was published before still stands")
        .hasMessageContaining("Restore it from a copy");
  }

  private static Path newest(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }
}

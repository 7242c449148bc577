package dev.tributary.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneAtATimeTest {

  @TempDir Path folder;

  @Test
  void noChangeOfSeveralThreadsIsLost() throws Exception {
    Path file = folder.resolve("made/on/demand/count");
    CompletableFuture<?>[] threads =
        IntStream.range(0, 8)
            .mapToObj(thread -> CompletableFuture.runAsync(() -> count(25, file)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(threads).get();
    assertThat(Files.readString(file)).isEqualTo("200");
  }

  private static void count(int times, Path file) {
    for (int i = 0; i < times; i++) {
      try {
        OneAtATime.change(
            file,
            () -> {
              int before = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
              Files.writeString(file, Integer.toString(before + 1));
              return before;
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

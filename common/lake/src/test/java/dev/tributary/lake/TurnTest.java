package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {

  @TempDir Path folder;

  @Test
  void anotherThreadGetsItWhenItIsGivenBack() {
    Path file = folder.resolve("turn");
    Turn first = Turn.take(file);
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              try (Turn turn = Turn.take(file)) {
                return true;
              }
            });
    assertThat(second).isNotDone();
    first.close();
    assertThat(second.join()).isTrue();
  }

  @Test
  void theThreadThatHasItMayAskAgainAndKeepsIt() throws IOException {
    Path file = folder.resolve("turn");
    try (Turn turn = Turn.take(file)) {
      Turn.take(file).close();
      assertThat(isHeldByThisProcess(file)).isTrue();
    }
    assertThat(isHeldByThisProcess(file)).isFalse();
  }

  @Test
  void whereNoFileCanBeMadeThreadsStillTakeTurnsAndNobodyFails() {
    Path file = folder.resolve("no such folder/turn");
    CompletableFuture<Boolean> second;
    try (Turn turn = Turn.take(file)) {
      second =
          CompletableFuture.supplyAsync(
              () -> {
                try (Turn other = Turn.take(file)) {
                  return true;
                }
              });
      assertThat(second).isNotDone();
    }
    assertThat(second.join()).isTrue();
  }

  private static boolean isHeldByThisProcess(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException held) {
      return true;
    }
  }
}

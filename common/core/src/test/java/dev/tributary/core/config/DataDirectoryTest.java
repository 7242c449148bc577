package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path folder;

  @Test
  void theKeyIsMadeOnceAndReadByItsOwnerOnly() throws IOException {
    Path file = new DataDirectory(folder).pseudonymKey();

    assertThat(Secrets.read(file)).isEmpty();
    byte[] key = Secrets.readOrMake(file);

    assertThat(key).hasSize(32).isEqualTo(Secrets.readOrMake(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aKeyFileThatHoldsNoKeyIsAnErrorAndNotReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("pseudonym.key"), "not a key!");

    assertThatThrownBy(() -> Secrets.readOrMake(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds something else than base64")
        .hasMessageContaining("restore the key from a backup");
    assertThat(Files.readString(file)).isEqualTo("not a key!");
  }

  @Test
  void aRoleIsHeldOnceWithThePidOfItsHolderAndFreeAgainAfterwards() throws IOException {
    Path lock = new DataDirectory(folder).lock("platform");
    String pid = Long.toString(ProcessHandle.current().pid());

    OwnedDirectory first = OwnedDirectory.claim(lock, "platform");
    assertThatThrownBy(() -> OwnedDirectory.claim(lock, "platform"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the process " + pid + " already runs as platform");
    first.close();
    try (OwnedDirectory second = OwnedDirectory.claim(lock, "platform")) {
      assertThat(second).isNotNull();
      assertThat(Files.readString(lock)).isEqualTo(pid);
    }
  }

  @Test
  void aClaimThatIsRefusedLeavesTheRoleToWhoHasIt() throws IOException {
    Path lock = new DataDirectory(folder).lock("batch");
    try (OwnedDirectory first = OwnedDirectory.claim(lock, "batch")) {
      assertThatThrownBy(() -> OwnedDirectory.claim(lock, "batch"))
          .isInstanceOf(DataException.class);

      assertThat(Claimant.says(lock))
          .contains("the process " + ProcessHandle.current().pid() + " already runs as batch");
    }
    assertThat(Claimant.says(lock)).isEqualTo("has it");
  }

  @Test
  void aDirectoryThatIsAFileIsAnErrorWithARemedy() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "");

    assertThatThrownBy(() -> OwnedDirectory.claim(new DataDirectory(file).lock("x"), "x"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("choose another with --data");
  }
}

package dev.tributary.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodCopyTest {

  @TempDir Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void name() {
    file = folder.resolve("links.json");
    copy = folder.resolve("links.json.good");
  }

  @Test
  void whoTookAnOlderStateOverDoesNotWriteItOverTheNewerCopy() throws Exception {
    OneAtATime.change(file, () -> written("first"));
    byte[] takenOver = Files.readAllBytes(file);
    OneAtATime.change(file, () -> written("second"));
    assertThat(GoodCopy.keep(file, takenOver)).isTrue();
    assertThat(copy).hasContent("second");
  }

  @Test
  void whileAnotherProcessChangesTheFileNobodyWaitsAndTheCopyIsKeptAfterwards() throws Exception {
    Files.writeString(file, "by hand");
    Process other = holder(folder.resolve("links.json.lock"));
    try {
      assertThat(other.getInputStream().read()).isEqualTo('h');
      LiveFile<String> live = LiveFile.copied(file, GoodCopyTest::text, "", System::nanoTime);
      assertThat(live.value()).isEqualTo("by hand");
      assertThat(live.fault()).isNull();
      assertThat(copy).doesNotExist();
      other.getOutputStream().close();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
      live.refresh();
      assertThat(copy).hasContent("by hand");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aSecretIsItsOwnersAloneAlsoWhereACrashLeftAFileInTheWay() throws Exception {
    Files.writeString(folder.resolve("links.json.new"), "left");
    AtomicFile.prepareSecret(file, "secret".getBytes(StandardCharsets.US_ASCII)).make();
    assertThat(file).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Void written(String text) throws IOException {
    GoodCopy.writeBoth(file, text.getBytes(StandardCharsets.US_ASCII));
    return null;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** A process that says h once it holds the lock, and lets go of it when its input ends. */
  private static Process holder(Path lock) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            lock.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What that process does. */
  static final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws Exception {
      OneAtATime.change(
          Path.of(args[0].replaceFirst("\\.lock$", "")),
          () -> {
            System.out.write('h');
            System.out.flush();
            return System.in.read();
          });
    }
  }
}

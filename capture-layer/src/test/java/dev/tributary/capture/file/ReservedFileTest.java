package dev.tributary.capture.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is replaced in room that it has already. */
class ReservedFileTest {

  @TempDir Path folder;
  private Path file;
  private ReservedFile reserved;

  @BeforeEach
  void open() {
    file = folder.resolve("cursor");
    reserved = new ReservedFile(file);
  }

  @Test
  void itsTwoContentsChangePlacesAndTakeNoMoreOfTheDisk() throws Exception {
    reserved.write(bytes("1"));
    Set<Object> places = places();
    long size = Files.size(file);
    for (int i = 2; i < 10; i++) {
      reserved.writeWhole(bytes("content " + i));
      assertThat(Files.readString(file).strip()).isEqualTo("content " + i);
      assertThat(places()).isEqualTo(places).hasSize(2);
    }
    assertThat(Files.size(file)).isEqualTo(size);
    assertThat(Files.size(spare())).isEqualTo(size);
    reserved.write(bytes("x".repeat(10_000)));
    reserved.write(bytes("short"));
    reserved.write(bytes("shorter"));
    assertThat(Files.readString(file).strip()).isEqualTo("shorter");
  }

  @Test
  void anEndAmidAnExchangeLeavesAContentAndItsRoom() throws Exception {
    reserved.write(bytes("old"));
    reserved.write(bytes("new"));
    Set<Object> places = places();
    Files.createLink(before(), file); // Killed before the rename.
    reserved = new ReservedFile(file);
    reserved.write(bytes("next"));
    assertThat(Files.readString(file).strip()).isEqualTo("next");
    assertThat(places()).isEqualTo(places);
    Files.move(spare(), before()); // Killed behind it.
    reserved = new ReservedFile(file);
    assertThat(Files.readString(file).strip()).isEqualTo("next");
    reserved.write(bytes("last"));
    assertThat(Files.readString(file).strip()).isEqualTo("last");
    assertThat(places()).isEqualTo(places);
    assertThat(before()).doesNotExist();
  }

  @Test
  void whereTheFileWasTakenAwayAmidAnExchangeItIsWrittenAnew() throws Exception {
    reserved.write(bytes("old"));
    Files.move(spare(), before()); // Killed behind the rename.
    Files.move(file, folder.resolve("cursor.damaged"));
    for (String content : new String[] {"new", "newer"}) {
      reserved.writeWhole(bytes(content));
      assertThat(Files.readString(file).strip()).isEqualTo(content);
    }
    assertThat(before()).doesNotExist();
  }

  @Test
  void whatFindsNoPlaceInItsRoomIsWrittenToAnother() throws Exception {
    Files.createDirectory(spare());
    for (String content : new String[] {"old", "new", "newer"}) {
      reserved.write(bytes(content + " in short"));
      assertThat(Files.readString(file).strip()).isEqualTo(content + " in short");
      reserved.writeWhole(bytes(content));
      assertThat(Files.readString(file).strip()).isEqualTo(content);
    }
    Files.delete(spare());
    reserved.write(bytes("with room again"));
    assertThat(spare()).isRegularFile();
  }

  @Test
  void aBackupByLinksKeepsWhatItHolds() throws Exception {
    reserved.write(bytes("one"));
    reserved.write(bytes("two"));
    Path backup = Files.createLink(folder.resolve("backup"), file);
    Path spareBackup = Files.createLink(folder.resolve("backup.spare"), spare());
    for (int i = 3; i < 7; i++) {
      reserved.writeWhole(bytes("content " + i));
    }
    assertThat(Files.readString(backup).strip()).isEqualTo("two");
    assertThat(Files.readString(spareBackup).strip()).isEqualTo("one");
    assertThat(Files.readString(file).strip()).isEqualTo("content 6");
    assertThat(spare()).isRegularFile();
  }

  private Set<Object> places() throws IOException {
    return Set.of(FileStamp.of(file).inode(), FileStamp.of(spare()).inode());
  }

  private Path spare() {
    return folder.resolve("cursor.spare");
  }

  private Path before() {
    return folder.resolve("cursor.before");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}

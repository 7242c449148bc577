package dev.tributary.capture.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a registry whose file was harmed. */
class LinkRegistryTest {

  @TempDir Path folder;
  private Path file;
  private LinkRegistry registry;

  @BeforeEach
  void open() {
    file = folder.resolve("links.json");
    registry = new LinkRegistry(file);
  }

  @Test
  void aFileThatIsGoneIsNotBegunAnew() throws Exception {
    registry.add(link("a", 1));
    Files.delete(file);
    assertThatThrownBy(() -> registry.add(link("b", 2)))
        .isInstanceOfSatisfying(
            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.FILE))
        .hasMessageContaining("is gone, though links were registered")
        .hasMessageContaining("tributary links restore");
    assertThatThrownBy(registry::list).isInstanceOf(LinkException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void whoReadsWhileTheFirstLinkOfAllIsRegisteredMissesNoFile() {
    for (int round = 0; round < 100; round++) {
      LinkRegistry fresh = new LinkRegistry(folder.resolve(round + "/links.json"));
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> fresh.add(link("a", 1)));
      while (fresh.list().isEmpty()) {
        Thread.onSpinWait();
      }
      first.join();
    }
  }

  @Test
  void withoutACopyARestoreSaysHowToBeginAnewAndThatWorks() throws Exception {
    registry.add(link("a", 1));
    Files.delete(file);
    Files.delete(copy());
    assertThatThrownBy(this::restore).hasMessageContaining("{\"version\":1,\"links\":[]}");
    Files.writeString(file, "{\"version\":1,\"links\":[]}");
    registry.add(link("b", 2));
    assertThat(registry.list()).extracting(Link::id).containsExactly("b");
  }

  @Test
  void whatWasChangedWhileNoCaptureRanOutlivesDamageToTheFileToo() throws Exception {
    registry.add(link("a", 1));
    new LiveLinks(file, Runnable::run);
    registry.disable("a", "tester", Instant.EPOCH);
    registry.add(link("b", 2));
    Files.writeString(file, "{\"version\":1,");
    LiveLinks live = new LiveLinks(file, Runnable::run);
    assertThat(live.fault()).isNotNull();
    assertThat(live.find("a").link().status()).isEqualTo(LinkStatus.DISABLED);
    assertThat(live.find("b").link()).isEqualTo(link("b", 2));
    restore();
    assertThat(registry.list())
        .extracting(Link::id, Link::status)
        .containsExactly(tuple("a", LinkStatus.DISABLED), tuple("b", LinkStatus.ACTIVE));
    assertThat(copy()).hasSameBinaryContentAs(file);
  }

  @Test
  void whereTheCopyFindsNoRoomNothingIsChanged() throws Exception {
    registry.add(link("a", 1));
    Path inTheWay = Files.createDirectory(folder.resolve("links.json.good.new"));
    assertThatThrownBy(() -> registry.add(link("b", 2)))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("can't be written")
        .hasMessageContaining("tributary links list");
    assertThat(registry.list()).containsExactly(link("a", 1));
    assertThat(trail()).as("what was not made").containsExactly("add a");
    Files.delete(inTheWay);
    registry.add(link("b", 2));
    assertThat(registry.list()).containsExactly(link("a", 1), link("b", 2));
    assertThat(trail()).containsExactly("add a", "add b");
  }

  /** A backup that was put in the registry's place, say. */
  @Test
  void whatACaptureTookOverFromAFileChangedByOtherMeansIsKeptByIt() throws Exception {
    byte[] backup = LinkJson.write(new LinkFile(7, List.of(link("a", 1), link("b", 2))));
    Files.write(file, backup);
    LiveLinks live = new LiveLinks(file, Runnable::run);
    assertThat(copy()).hasBinaryContent(backup);
    Files.delete(file);
    assertThat(new LiveLinks(file, Runnable::run).find("b").link()).isEqualTo(link("b", 2));
    assertThat(live.find("a").link()).isEqualTo(link("a", 1));
  }

  /** As after an edit by hand: the later one would send whoever follows the id elsewhere. */
  @Test
  void aFileWithTwoLinksOfOneIdIsRefused() {
    String link =
        "{\"id\":\"a\",\"destination\":\"https://%s.example/\",\"status\":\"active\","
            + "\"created_at\":\"2026-11-27T00:00:00Z\",\"created_by\":\"tester\"}";
    String file =
        "{\"version\":1,\"revision\":9,\"links\":["
            + link.formatted("shop")
            + ","
            + link.formatted("evil")
            + "]}";
    assertThatThrownBy(() -> LinkJson.read(file.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("two links 'a'");
  }

  @Test
  void aRestoreTakesBackWhatIsMissingAndKeepsWhatIsNew() throws Exception {
    registry.add(link("a", 1));
    registry.add(link("b", 2));
    new LiveLinks(file, Runnable::run);
    Files.delete(file);
    assertThat(restore()).isEqualTo(2);
    assertThat(registry.list()).containsExactly(link("a", 1), link("b", 2));

    Files.write(file, LinkJson.write(new LinkFile(0, List.of(link("c", 3)))));
    assertThatThrownBy(() -> registry.add(link("d", 4)))
        .hasMessageContaining("lacks 2 links that were registered");
    assertThat(restore()).isEqualTo(3);
    assertThat(registry.list()).extracting(Link::id).containsExactly("a", "b", "c");
  }

  @Test
  void aDamagedFileIsPutAsideByARestore() throws Exception {
    registry.add(link("a", 1));
    new LiveLinks(file, Runnable::run);
    Files.writeString(file, "{\"version\":1,");
    assertThatThrownBy(() -> registry.add(link("b", 2))).hasMessageContaining("can't be read");
    restore();
    assertThat(registry.list()).containsExactly(link("a", 1));
    assertThat(folder.resolve("links.json.damaged")).hasContent("{\"version\":1,");
    assertThat(new LinkAudit(file).entries())
        .extracting(LinkAudit.Entry::action)
        .containsExactly("add", "restore");
  }

  @Test
  void anOlderCopyOfTheFileBringsNoEndedLinkBack() throws Exception {
    registry.add(link("a", 1));
    byte[] older = Files.readAllBytes(file);
    registry.disable("a", "tester", Instant.EPOCH);
    LiveLinks live = new LiveLinks(file, Runnable::run);
    Files.write(file, older);
    live.refresh();
    assertThat(live.find("a").link().status()).isEqualTo(LinkStatus.DISABLED);
    assertThat(live.fault()).contains("it is older than what was in use");
    assertThatThrownBy(() -> registry.add(link("b", 2)))
        .hasMessageContaining("it is older than what was in use")
        .hasMessageContaining("tributary links restore");
    assertThat(new LiveLinks(file, Runnable::run).find("a").link().status())
        .isEqualTo(LinkStatus.DISABLED);
    restore();
    registry.add(link("b", 2));
    assertThat(registry.list())
        .extracting(Link::id, Link::status)
        .containsExactly(tuple("a", LinkStatus.DISABLED), tuple("b", LinkStatus.ACTIVE));
    registry.enable("a", "tester", Instant.EPOCH);
    assertThat(new LiveLinks(file, Runnable::run).find("a").link().status())
        .isEqualTo(LinkStatus.ACTIVE);
  }

  @Test
  void anEntryThatACrashCutShortTakesNoOtherWithIt() throws Exception {
    LinkAudit trail = new LinkAudit(file);
    registry.add(link("a", 1));
    Files.writeString(
        folder.resolve("links-audit.jsonl"), "{\"at\":\"2026-", StandardOpenOption.APPEND);
    registry.add(link("b", 2));
    assertThat(trail.entries()).extracting(LinkAudit.Entry::subject).containsExactly("a", "b");
  }

  @Test
  void anEntryThatACrashCutWithinACharacterTakesNoOtherWithIt() throws Exception {
    LinkAudit trail = new LinkAudit(file);
    registry.add(link("a", 1));
    byte[] cut = "{\"at\":\"2026-11-01T00:00:00Z\",\"actor\":\"J\u00fc".getBytes(UTF_8);
    Files.write(
        folder.resolve("links-audit.jsonl"),
        Arrays.copyOf(cut, cut.length - 1),
        StandardOpenOption.APPEND);
    registry.add(link("b", 2));
    assertThat(trail.entries()).extracting(LinkAudit.Entry::subject).containsExactly("a", "b");
  }

  @Test
  void aCopyThatSaysNoRevisionBringsNoEndedLinkBackEither() throws Exception {
    registry.add(link("a", 1));
    byte[] older =
        Files.readString(file).replaceFirst("\\s*\"revision\" : \\d+,", "").getBytes(UTF_8);
    registry.disable("a", "tester", Instant.EPOCH);
    LiveLinks live = new LiveLinks(file, Runnable::run);
    Files.write(file, older);
    live.refresh();
    assertThat(live.find("a").link().status()).isEqualTo(LinkStatus.DISABLED);
    assertThat(live.fault()).contains("it is older than what was in use");
  }

  /** A capture takes a change over between the two files that a list looks at. */
  @Test
  void aListAmidChangesFindsNoFault() throws Exception {
    registry.add(link("a", 1));
    LiveLinks live = new LiveLinks(file, Runnable::run);
    AtomicBoolean over = new AtomicBoolean();
    Thread capture = new Thread(() -> repeat(over, live::refresh));
    Thread editor =
        new Thread(() -> repeat(over, () -> registry.disable("a", "tester", Instant.EPOCH)));
    capture.start();
    editor.start();
    long until = System.nanoTime() + 500_000_000L;
    try {
      while (System.nanoTime() < until) {
        assertThat(registry.list()).extracting(Link::id).containsExactly("a");
      }
    } finally {
      over.set(true);
      capture.join();
      editor.join();
    }
    assertThat(copy()).hasSameBinaryContentAs(file);
  }

  private List<String> trail() {
    return new LinkAudit(file)
        .entries().stream().map(entry -> entry.action() + " " + entry.subject()).toList();
  }

  private Path copy() {
    return folder.resolve("links.json.good");
  }

  private static void repeat(AtomicBoolean over, Runnable task) {
    while (!over.get()) {
      task.run();
    }
  }

  private int restore() {
    return registry.restore("tester", Instant.EPOCH);
  }

  private static Link link(String id, long second) {
    return new Link(
        id,
        "https://shop.example/" + id,
        new Campaign("newsletter", null, null, null, null, null),
        Instant.ofEpochSecond(second),
        "tester",
        LinkStatus.ACTIVE,
        null);
  }
}

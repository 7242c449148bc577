package dev.tributary.capture.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkEditorsTest {

  private static final Instant AT = Instant.parse("2026-03-14T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void whoMayChangeLinksIsInTheTrailWithWhoLetThem() {
    editors().allow("campaign-tool", "admin", AT);
    editors().disallow("campaign-tool", "owner", AT.plusSeconds(1));
    assertThat(audit().entries())
        .containsExactly(
            new LinkAudit.Entry(AT, "admin", "allow", "campaign-tool", null),
            new LinkAudit.Entry(AT.plusSeconds(1), "owner", "disallow", "campaign-tool", null));
  }

  @Test
  void whereTheTrailCantBeWrittenNoKeyBecomesLive() throws IOException {
    Files.createDirectories(folder.resolve("capture/links-audit.jsonl"));
    assertThatThrownBy(() -> editors().allow("campaign-tool", "admin", AT))
        .isInstanceOf(LinkException.class);
    assertThat(editors().names()).isEmpty();
  }

  @Test
  void whereTheTrailCantBeWrittenTheSigningKeyIsNotRotated() throws IOException {
    Path keys = folder.resolve("links.keys");
    LinkKey before = LinkKeys.signing(keys);
    Files.createDirectories(folder.resolve("capture/links-audit.jsonl"));
    assertThatThrownBy(() -> LinkKeys.rotate(keys, audit(), "admin", AT))
        .isInstanceOf(LinkException.class);
    assertThat(LinkKeys.read(keys).keys()).containsExactly(before);
  }

  @Test
  void whereTheKeysFindNoRoomTheTrailSaysNothingOfTheChange() throws IOException {
    editors().allow("campaign-tool", "admin", AT);
    LinkKeys.signing(folder.resolve("links.keys"));
    Files.createDirectory(folder.resolve("link-editors.json.new"));
    Files.createDirectories(folder.resolve("links.keys.new/in-the-way"));
    assertThatThrownBy(() -> editors().disallow("campaign-tool", "admin", AT))
        .isInstanceOf(LinkException.class);
    assertThatThrownBy(() -> LinkKeys.rotate(folder.resolve("links.keys"), audit(), "admin", AT))
        .isInstanceOf(LinkException.class);
    assertThat(audit().entries())
        .containsExactly(new LinkAudit.Entry(AT, "admin", "allow", "campaign-tool", null));
  }

  @Test
  void aChangeThatTheDiskRefusesAfterItWasEnteredIsEnteredAsFailed() throws IOException {
    Files.createDirectories(folder.resolve("link-editors.json/in-the-way"));
    Prepared change = AtomicFile.prepare(folder.resolve("link-editors.json"), new byte[1]);
    LinkAudit.Entry allowed = new LinkAudit.Entry(AT, "admin", "allow", "campaign-tool", null);
    assertThatThrownBy(() -> audit().make(allowed, change)).isInstanceOf(IOException.class);
    assertThat(change.made()).isFalse();
    assertThat(audit().entries()).hasSize(2).first().isEqualTo(allowed);
    LinkAudit.Entry failed = audit().entries().get(1);
    assertThat(failed.action()).isEqualTo("failed");
    assertThat(failed.subject()).isEqualTo("campaign-tool");
    assertThat(failed.detail()).startsWith("allow: ").contains("link-editors.json");
  }

  private LinkEditors editors() {
    return new LinkEditors(folder.resolve("link-editors.json"), audit());
  }

  private LinkAudit audit() {
    return new LinkAudit(folder.resolve("capture/links.json"));
  }
}

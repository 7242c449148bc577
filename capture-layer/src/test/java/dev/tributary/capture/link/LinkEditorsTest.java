package dev.tributary.capture.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private LinkEditors editors() {
    return new LinkEditors(folder.resolve("link-editors.json"), audit());
  }

  private LinkAudit audit() {
    return new LinkAudit(folder.resolve("capture/links.json"));
  }
}

package dev.tributary.capture.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.Prepared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who changed which link when: a file of JSON lines beside the registry, only ever appended to. It
 * lacks no change that was made: the entry is written before the change becomes visible, and where
 * the disk then refuses the change, another one says that it failed.
 */
public final class LinkAudit {

  private static final Logger LOG = LoggerFactory.getLogger(LinkAudit.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One entry.
   *
   * @param action {@code add}, {@code disable}, {@code enable}, {@code sign}, {@code rotate_key},
   *     {@code restore}, {@code allow}, {@code disallow}, or {@code failed} for a change that was
   *     entered and then not made
   * @param subject id of the link or key, the file that was restored, or who may change links over
   *     HTTP
   * @param detail more about it: the destination of a new link, the action that failed and why; may
   *     be null
   */
  public record Entry(Instant at, String actor, String action, String subject, String detail) {

    private Entry failed(IOException why) {
      return new Entry(at, actor, "failed", subject, action + ": " + why.getMessage());
    }
  }

  private final Path file;

  /** The trail that belongs to a registry's file. */
  public LinkAudit(Path links) {
    this.file = links.resolveSibling("links-audit.jsonl");
  }

  /**
   * Appends one entry, which is on the disk when this returns.
   *
   * @throws IOException when the disk refuses
   */
  public void add(Entry entry) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", entry.at().toString());
    node.put("actor", entry.actor());
    node.put("action", entry.action());
    node.put("subject", entry.subject());
    node.put("detail", entry.detail());
    Files.createDirectories(file.getParent());
    String line = (torn() ? "\n" : "") + JSON.writeValueAsString(node) + "\n";
    AtomicFile.appendForGood(file, line.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Enters a change and makes it. A kill between the two leaves an entry without its change.
   *
   * @throws IOException when the disk refuses: then the change was not made and, where it had been
   *     entered, is entered as failed; or it was made, but a power loss may take it back
   */
  public void make(Entry entry, Prepared change) throws IOException {
    add(entry);
    try {
      change.make();
    } catch (IOException e) {
      if (!change.made()) {
        enterFailure(entry.failed(e), e);
      }
      throw e;
    }
  }

  private void enterFailure(Entry failed, IOException cause) {
    try {
      add(failed);
    } catch (IOException e) {
      cause.addSuppressed(e);
      LOG.error(
          "{} has an entry for '{}' of '{}', which was not made, and can't be told so: {}.",
          file,
          failed.detail(),
          failed.subject(),
          e.getMessage());
    }
  }

  /** Whether the last line has no end: a crash cut it short, and the next must not join it. */
  private boolean torn() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) != '\n';
    }
  }

  /**
   * All entries, oldest first; a line that a crash cut short is told in the log and passed over.
   *
   * @throws LinkException when the file can't be read
   */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try {
      int number = 0;
      for (String line : lines()) {
        number++;
        try {
          entries.add(entry(line));
        } catch (JsonProcessingException | RuntimeException e) {
          LOG.warn("Line {} of {} is no entry: a crash cut it short.", number, file);
        }
      }
    } catch (IOException e) {
      throw new LinkException(
          "The trail of link changes " + file + " can't be read: " + e.getMessage() + ".",
          "Mend its permissions or restore it from a backup; the links themselves are not touched"
              + " by it.",
          e);
    }
    return entries;
  }

  /** Bytes that are no UTF-8 are replaced: a crash may have cut an entry within a character. */
  private List<String> lines() throws IOException {
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  private static Entry entry(String line) throws JsonProcessingException {
    var node = JSON.readTree(line);
    return new Entry(
        Instant.parse(node.required("at").asText()),
        node.required("actor").asText(),
        node.required("action").asText(),
        node.required("subject").asText(),
        node.path("detail").textValue());
  }
}

package dev.tributary.capture.link;

import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.OneAtATime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The file of links, for those who change it. Several processes may: a change is made under a lock
 * file and becomes visible in one rename, so that a reader sees the old links or the new ones.
 */
public final class LinkRegistry {

  private final Path file;
  private final LinkAudit audit;

  /**
   * The registry of that file.
   *
   * @param file {@code links.json} of the capture directory; made by the first change
   */
  public LinkRegistry(Path file) {
    this.file = file;
    this.audit = new LinkAudit(file);
  }

  /**
   * All links, oldest first; none where there is no file yet.
   *
   * @throws LinkException when the file can't be read
   */
  public List<Link> list() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return LinkJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new LinkException(
          "The file of links " + file + " can't be read: " + e.getMessage() + ".",
          "Mend or restore it; a running capture goes on with the last good copy meanwhile.",
          e);
    }
  }

  /**
   * Registers a link.
   *
   * @throws LinkException when its id is taken or its destination can't be redirected to
   */
  public void add(Link link) {
    Redirect.to(link); // Refuses what could not be followed later.
    change(
        new LinkAudit.Entry(
            link.createdAt(), link.createdBy(), "add", link.id(), link.destination()),
        links -> {
          if (links.stream().anyMatch(known -> known.id().equals(link.id()))) {
            throw new LinkException(
                LinkException.Kind.TAKEN,
                "There is a link '" + link.id() + "' already.",
                "Choose another id; what a known id leads to is never changed under its readers.");
          }
          List<Link> more = new ArrayList<>(links);
          more.add(link);
          return more;
        });
  }

  /**
   * Sets whether a link redirects.
   *
   * @param by who sets it
   * @param at our clock
   * @throws LinkException when there is no such link
   */
  public void mark(String id, LinkStatus status, String by, Instant at) {
    String action = status == LinkStatus.DISABLED ? "disable" : "enable";
    change(
        new LinkAudit.Entry(at, by, action, id, null),
        links -> {
          if (links.stream().noneMatch(known -> known.id().equals(id))) {
            throw new LinkException(
                LinkException.Kind.UNKNOWN,
                "There is no link '" + id + "'.",
                "See 'tributary links list' for those there are.");
          }
          return links.stream()
              .map(link -> link.id().equals(id) ? marked(link, status) : link)
              .toList();
        });
  }

  private static Link marked(Link link, LinkStatus status) {
    return new Link(
        link.id(),
        link.destination(),
        link.campaign(),
        link.createdAt(),
        link.createdBy(),
        status,
        link.expiresAt());
  }

  private void change(LinkAudit.Entry entry, UnaryOperator<List<Link>> change) {
    try {
      OneAtATime.change(
          file,
          () -> {
            byte[] changed = LinkJson.write(change.apply(list()));
            audit.add(entry);
            AtomicFile.writeForGood(file, changed);
            return null;
          });
    } catch (IOException e) {
      throw new LinkException(
          "The file of links " + file + " can't be written: " + e.getMessage() + ".",
          "Free the disk or mend the permissions of its folder; the links are as they were.",
          e);
    }
  }
}

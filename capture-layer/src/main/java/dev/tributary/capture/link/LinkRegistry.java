package dev.tributary.capture.link;

import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.GoodCopy;
import dev.tributary.capture.file.OneAtATime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of links, for those who change it. Several processes may: a change is made under a lock
 * file and becomes visible in one rename, so that a reader sees the old links or the new ones.
 */
public final class LinkRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(LinkRegistry.class);
  private static final String REMEDY =
      "Take it back with 'tributary links restore', or from a backup; a running capture goes on with"
          + " the last good copy meanwhile. Links are ended with 'tributary links disable', not by"
          + " taking them out.";

  private final Path file;
  private final LinkAudit audit;
  private final KnownLinks known;

  /**
   * The registry of that file.
   *
   * @param file {@code links.json} of the capture directory; made by the first change
   */
  public LinkRegistry(Path file) {
    this.file = file;
    this.audit = new LinkAudit(file);
    this.known = new KnownLinks(file, audit);
  }

  /**
   * All links, oldest first; none where none was ever registered.
   *
   * @throws LinkException when the file can't be read, is gone, or lacks what was registered
   */
  public List<Link> list() {
    return read().links();
  }

  private LinkFile read() {
    LinkFile copy = known.copied(); // First: a change may come in between.
    LinkFile read;
    try {
      read = LinkJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      if (known.any()) {
        if (Files.exists(file)) {
          return read(); // The first link of all was registered in between.
        }
        throw new LinkException(
            "The file of links " + file + " is gone, though links were registered.", REMEDY, e);
      }
      return LinkFile.NONE;
    } catch (IOException e) {
      throw new LinkException(
          "The file of links " + file + " can't be read: " + e.getMessage() + ".", REMEDY, e);
    }
    String fault = read.faultBeside(copy);
    if (fault != null) {
      throw new LinkException(
          LinkException.Kind.FILE,
          "The file of links " + file + " can't be used: " + fault + ".",
          REMEDY);
    }
    return read;
  }

  /**
   * Takes back from the last good copy what the file lacks, or all where it can't be read.
   *
   * @param by who does
   * @param at our clock
   * @return how many links there are then
   * @throws LinkException when there is no such copy or the file can't be written
   */
  public int restore(String by, Instant at) {
    LinkFile copy = known.copied();
    if (copy.links().isEmpty()) {
      throw new LinkException(
          "There is no copy " + known.copy() + " to restore links from.",
          "Take the file from a backup. To begin without the links that are lost, write"
              + " {\"version\":1,\"links\":[]} into "
              + file
              + ".");
    }
    List<Link> restored = new ArrayList<>();
    change(
        new LinkAudit.Entry(at, by, "restore", file.getFileName().toString(), null),
        this::whatIsLeft,
        left -> {
          boolean older = left.olderThan(copy);
          LinkFile kept = older ? copy : left;
          LinkFile other = older ? left : copy;
          Set<String> missing = kept.missing(other);
          restored.addAll(kept.links());
          other.links().stream().filter(link -> missing.contains(link.id())).forEach(restored::add);
          restored.sort(Comparator.comparing(Link::createdAt));
          return new LinkFile(Math.max(left.revision(), copy.revision()) + 1, restored);
        });
    return restored.size();
  }

  /** What the file still says; one that says nothing is put aside, not thrown away. */
  private LinkFile whatIsLeft() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return LinkFile.NONE;
    }
    try {
      return LinkJson.read(bytes);
    } catch (IOException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      LOG.warn("{} is no file of links: {}. It was kept as {}.", file, e.getMessage(), aside);
      AtomicFile.writeForGood(aside, bytes);
      return LinkFile.NONE;
    }
  }

  /**
   * Registers a link.
   *
   * @throws LinkException when its id is taken, its destination can't be redirected to, an event
   *     would not keep a name of its campaign as it is, it has expired already, or nobody is named
   *     as who registers it
   */
  public void add(Link link) {
    if (link.createdBy().isBlank()) {
      throw new LinkException(
          "Nobody is named as who registers the link.",
          "Name somebody, or leave --by out: it is then the user of this machine.");
    }
    CampaignNames.requireKept(link.campaign());
    Redirect.to(link); // Refuses what could not be followed later.
    Expiry.requireAhead(link.expiresAt(), link.createdAt());
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
   * Makes a link answer 404.
   *
   * @param by who does
   * @param at our clock
   * @throws LinkException when there is no such link
   */
  public void disable(String id, String by, Instant at) {
    change(
        new LinkAudit.Entry(at, by, "disable", id, null),
        id,
        link -> link.with(LinkStatus.DISABLED, link.expiresAt()));
  }

  /**
   * Makes a link redirect again.
   *
   * @param by who does
   * @param at our clock
   * @throws LinkException when there is no such link, or it has expired
   */
  public void enable(String id, String by, Instant at) {
    change(
        new LinkAudit.Entry(at, by, "enable", id, null),
        id,
        link -> {
          if (link.expiredAt(at)) {
            throw new LinkException(
                "The link '" + id + "' expired at " + link.expiresAt() + " and stays so.",
                "Give it a later moment: 'tributary links enable "
                    + id
                    + " --expires 2099-12-31T23:00:00Z'.");
          }
          return link.with(LinkStatus.ACTIVE, link.expiresAt());
        });
  }

  /**
   * Makes a link redirect up to a moment, whatever expiry it had.
   *
   * @param expires from here on it answers 404
   * @param by who does
   * @param at our clock
   * @throws LinkException when there is no such link, or that moment is past
   */
  public void enableUntil(String id, Instant expires, String by, Instant at) {
    Expiry.requireAhead(expires, at);
    change(
        new LinkAudit.Entry(at, by, "enable", id, "expires " + expires),
        id,
        link -> link.with(LinkStatus.ACTIVE, expires));
  }

  private void change(LinkAudit.Entry entry, String id, UnaryOperator<Link> change) {
    change(
        entry,
        links -> {
          if (links.stream().noneMatch(known -> known.id().equals(id))) {
            throw new LinkException(
                LinkException.Kind.UNKNOWN,
                "There is no link '" + id + "'.",
                "See 'tributary links list' for those there are.");
          }
          return links.stream()
              .map(link -> link.id().equals(id) ? change.apply(link) : link)
              .toList();
        });
  }

  private void change(LinkAudit.Entry entry, UnaryOperator<List<Link>> change) {
    change(entry, this::read, read -> read.changed(change.apply(read.links())));
  }

  private void change(
      LinkAudit.Entry entry, OneAtATime.Change<LinkFile> now, UnaryOperator<LinkFile> change) {
    try {
      OneAtATime.change(
          file,
          () -> {
            byte[] changed = LinkJson.write(change.apply(now.make()));
            if (!Files.exists(file)) {
              // The trail then never names a link of a file that has not been there.
              AtomicFile.writeForGood(file, LinkJson.write(LinkFile.NONE));
            }
            audit.make(entry, GoodCopy.prepareBoth(file, changed));
            return null;
          });
    } catch (IOException e) {
      throw new LinkException(
          "The file of links " + file + " can't be written: " + e.getMessage() + ".",
          "Free the disk or mend the permissions of its folder, then see 'tributary links list': a"
              + " change that is not there was not made.",
          e);
    }
  }
}

package dev.tributary.batch.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * A name of a data directory, made once. It is part of the names of what is published from there:
 * two machines that run the same day on one lake write rows under two publication ids, and each can
 * remove its own. Of a directory that was copied, with the tables elsewhere, the copy is another
 * one.
 */
public final class WriterId {

  private final DataDirectory data;
  private final Path file;

  private WriterId(DataDirectory data) {
    this.data = data;
    this.file = data.locks().resolve("batch.id");
  }

  /**
   * The name; made where there is none yet, none that can be read, or that of another place. In the
   * last case the notes of unfinished runs are another directory's too, and are taken away: to
   * settle these is for that directory, and its runs may be alive. Under the lock only.
   */
  public static String of(DataDirectory data, Config config) {
    try {
      Files.createDirectories(data.locks());
      return new WriterId(data).of(LakeLocation.of(data, config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String of(LakeLocation lake) throws IOException {
    List<String> place = List.of(host(), data.locks().toRealPath().toString());
    List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
    boolean named = !known.isEmpty() && !known.get(0).isBlank();
    // Tables in the directory were copied with it, and are no others' to write to.
    if (named && (lake.isWithin(data) || known.subList(1, known.size()).equals(place))) {
      return known.get(0);
    }
    if (named) {
      new UnfinishedRuns(data).forget();
    }
    return made(place);
  }

  private String made(List<String> place) throws IOException {
    String made = UUID.randomUUID().toString();
    Path beside = file.resolveSibling("batch.id.new");
    Files.write(beside, List.of(made, place.get(0), place.get(1)), UTF_8);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    return made;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException noAddress) {
      return String.valueOf(noAddress.getMessage()); // It begins with the name.
    }
  }
}

package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A file system that keeps what was not forced in memory only, and loses it with the power: of the
 * sectors written since the last force any may have reached the disk and any may not, in whatever
 * order; a file whose directory was not forced since may be missing, or be there by the name that
 * it had when it was.
 */
final class LossyFiles implements JournalFiles {

  private static final int SECTOR_BYTES = 512;

  /** One file: what programs see, and what is on the disk. */
  private static final class Image {
    private byte[] cached = {};
    private byte[] durable = {};
    private Path forcedName;

    private byte[] survivor(Random random) {
      byte[] left = Arrays.copyOf(durable, random.nextBoolean() ? durable.length : cached.length);
      for (int at = 0; at < Math.min(left.length, cached.length); at += SECTOR_BYTES) {
        if (random.nextBoolean()) {
          int length = Math.min(SECTOR_BYTES, Math.min(left.length, cached.length) - at);
          System.arraycopy(cached, at, left, at, length);
        }
      }
      // What was forced and neither cut off nor overwritten since is there whatever the dice say.
      return durable.length > left.length ? Arrays.copyOf(durable, durable.length) : left;
    }
  }

  private final Map<Path, Image> images = new HashMap<>();
  private final Set<Path> forcedFolders = new HashSet<>();

  /** Whether the names in a folder were ever forced. */
  synchronized boolean forced(Path folder) {
    return forcedFolders.contains(folder);
  }

  @Override
  public synchronized JournalFile create(Path file) throws IOException {
    Files.write(file, new byte[0]);
    Image image = new Image();
    images.put(file, image);
    return new Handle(image);
  }

  @Override
  public synchronized JournalFile reopen(Path file) throws IOException {
    return open(file);
  }

  @Override
  public synchronized JournalFile open(Path file) throws IOException {
    Image image = images.get(file);
    if (image == null) {
      image = new Image();
      image.cached = Files.readAllBytes(file);
      image.durable = image.cached;
      image.forcedName = file;
      images.put(file, image);
    }
    return new Handle(image);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    Files.move(from, to);
    images.put(to, images.remove(from));
  }

  @Override
  public synchronized void forceNames(Path directory) {
    forcedFolders.add(directory);
    images.forEach(
        (name, image) ->
            image.forcedName = name.getParent().equals(directory) ? name : image.forcedName);
  }

  /** Lets who asks the real file system see the files as programs do: what a kill leaves. */
  synchronized void show() throws IOException {
    for (Map.Entry<Path, Image> file : images.entrySet()) {
      if (Files.exists(file.getKey())) {
        Files.write(file.getKey(), file.getValue().cached);
      }
    }
  }

  /** Pulls the plug: puts into a folder what is left of each file. */
  synchronized void losePower(Path into, Random random) throws IOException {
    for (Map.Entry<Path, Image> file : images.entrySet()) {
      Path forced = file.getValue().forcedName;
      Path name = random.nextBoolean() ? file.getKey() : forced;
      if (name != null && Files.exists(file.getKey())) {
        Files.write(into.resolve(name.getFileName()), file.getValue().survivor(random));
      }
    }
  }

  private final class Handle implements JournalFile {

    private final Image image;

    Handle(Image image) {
      this.image = image;
    }

    @Override
    public int read(ByteBuffer into, long at) {
      synchronized (LossyFiles.this) {
        int bytes = (int) Math.min(into.remaining(), image.cached.length - at);
        if (bytes <= 0) {
          return -1;
        }
        into.put(image.cached, (int) at, bytes);
        return bytes;
      }
    }

    @Override
    public int write(ByteBuffer from, long at) {
      synchronized (LossyFiles.this) {
        int bytes = from.remaining();
        byte[] more = Arrays.copyOf(image.cached, (int) Math.max(image.cached.length, at + bytes));
        from.get(more, (int) at, bytes);
        image.cached = more;
        return bytes;
      }
    }

    @Override
    public void truncate(long bytes) {
      synchronized (LossyFiles.this) {
        if (bytes < image.cached.length) {
          image.cached = Arrays.copyOf(image.cached, (int) bytes);
        }
      }
    }

    @Override
    public void force() {
      synchronized (LossyFiles.this) {
        image.durable = image.cached;
      }
    }

    @Override
    public void close() {
      // Closing forces nothing.
    }
  }
}

package dev.tributary.serving.lake;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Delta Kernel's view of the local disk, for reading only. Kernel's own, by Hadoop, costs a command
 * most of a second before the first byte is read.
 */
final class LocalFileIO implements FileIO {

  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    Path from = local(filePath);
    Path folder = from.getParent();
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException("There is no folder " + folder + ".");
    }
    List<FileStatus> found;
    try (Stream<Path> entries = Files.list(folder)) {
      found =
          entries
              .filter(entry -> entry.getFileName().compareTo(from.getFileName()) >= 0)
              .sorted()
              .map(LocalFileIO::status)
              .flatMap(Optional::stream)
              .toList();
    }
    return closeable(found.iterator());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return status(local(path))
        .orElseThrow(() -> new FileNotFoundException("There is no file " + path + "."));
  }

  @Override
  public String resolvePath(String path) {
    return local(path).toString();
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    return new LocalInputFile(local(path));
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public boolean mkdirs(String path) {
    throw readOnly();
  }

  @Override
  public OutputFile newOutputFile(String path) {
    throw readOnly();
  }

  @Override
  public boolean delete(String path) {
    throw readOnly();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite) {
    throw readOnly();
  }

  /** The file that Kernel means: it hands out plain paths and, here and there, file URIs. */
  static Path local(String path) {
    return path.startsWith("file:")
        ? Path.of(java.net.URI.create(path)).toAbsolutePath()
        : Path.of(path).toAbsolutePath();
  }

  /** Empty for a file that went away since it was listed, as a temporary file of a writer may. */
  private static Optional<FileStatus> status(Path file) {
    try {
      return Optional.of(
          FileStatus.of(
              file.toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static CloseableIterator<FileStatus> closeable(Iterator<FileStatus> statuses) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return statuses.hasNext();
      }

      @Override
      public FileStatus next() {
        return statuses.next();
      }

      @Override
      public void close() {}
    };
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("The serving layer only reads the lake.");
  }
}

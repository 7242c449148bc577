package dev.tributary.serving.lake;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file of the local disk, as Kernel opens it. */
record LocalInputFile(Path file) implements InputFile {

  @Override
  public long length() throws IOException {
    return Files.size(file);
  }

  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    RandomAccessFile open = new RandomAccessFile(file.toFile(), "r");
    return new SeekableInputStream() {
      @Override
      public long getPos() throws IOException {
        return open.getFilePointer();
      }

      @Override
      public void seek(long position) throws IOException {
        open.seek(position);
      }

      @Override
      public void readFully(byte[] into, int offset, int length) throws IOException {
        open.readFully(into, offset, length);
      }

      @Override
      public int read() throws IOException {
        return open.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return open.read(into, offset, length);
      }

      @Override
      public void close() throws IOException {
        open.close();
      }
    };
  }
}

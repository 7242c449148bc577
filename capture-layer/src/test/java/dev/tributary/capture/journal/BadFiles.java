package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The real file system on a disk that has little room, or pages that it can't read any more. */
final class BadFiles implements JournalFiles, AutoCloseable {

  private final JournalFiles real = new DiskFiles();
  private final CountDownLatch closes = new CountDownLatch(1);
  private volatile long room = Long.MAX_VALUE;
  private volatile long usable = Long.MAX_VALUE;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE / 2);
  private boolean held;
  private volatile Error fault;
  private volatile Error faultInWriting;
  private final AtomicInteger openBlanks = new AtomicInteger();
  private volatile long badFrom;
  private volatile long badTo;
  private volatile String badName = "";
  private volatile boolean away;
  private volatile boolean nameless;
  private volatile boolean uncut;
  private final AtomicInteger momentary = new AtomicInteger();

  /** The file of the next segment may grow to so many bytes. */
  BadFiles withRoomInABlank(long bytes) {
    room = bytes;
    return this;
  }

  /** All files together may grow by so many bytes. */
  void withRoomLeft(long bytes) {
    left.set(bytes);
  }

  /** So many bytes are left, as the disk says. */
  BadFiles withUsableBytes(long bytes) {
    usable = bytes;
    return this;
  }

  @Override
  public long usableBytes(Path directory) {
    return Math.min(usable, left.get());
  }

  /** The next time that this file is made ends in a fault of the process. */
  BadFiles withFaultInABlank(Error with) {
    fault = with;
    return this;
  }

  /** The next time that it is written to does. */
  BadFiles withFaultInWritingABlank(Error with) {
    faultInWriting = with;
    return this;
  }

  /** How many of these were made and not closed. */
  int openBlanks() {
    return openBlanks.get();
  }

  /** That file is not closed, and so not deleted, before this is. */
  BadFiles thatDoNotClose() {
    held = true;
    return this;
  }

  /** Bytes of each file that can't be read. */
  void unreadable(long from, long to) {
    badFrom = from;
    badTo = to;
  }

  /** The same of those alone whose names start so. */
  void unreadable(String name, long from, long to) {
    badName = name;
    unreadable(from, to);
  }

  /** So many reads of files whose names start so fail, and then none. */
  void momentarilyUnreadable(String name, int reads) {
    badName = name;
    momentary.set(reads);
  }

  /** How many of these are still to fail. */
  int stillToFail() {
    return momentary.get();
  }

  /** Nothing of any file can be read. */
  void away() {
    away = true;
  }

  /** And again all can. */
  void back() {
    away = false;
  }

  /** No file gets another name from now on. */
  void refuseToRename() {
    nameless = true;
  }

  /** And again they do. */
  void rename() {
    nameless = false;
  }

  /** No file gets shorter from now on. */
  void refuseToCut() {
    uncut = true;
  }

  /** And again they do. */
  void cut() {
    uncut = false;
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    boolean blank = file.getFileName().toString().equals("next.blank");
    Error now = blank ? fault : null;
    if (now != null) {
      fault = null;
      throw now;
    }
    if (blank) {
      openBlanks.incrementAndGet();
    }
    return new Handle(real.create(file), file, blank);
  }

  @Override
  public JournalFile reopen(Path file) throws IOException {
    return new Handle(real.reopen(file), file, false);
  }

  @Override
  public JournalFile open(Path file) throws IOException {
    return new Handle(real.open(file), file, false);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (nameless) {
      throw new IOException("Permission denied");
    }
    real.rename(from, to);
  }

  @Override
  public void forceNames(Path directory) throws IOException {
    real.forceNames(directory);
  }

  @Override
  public void close() {
    closes.countDown();
  }

  private final class Handle implements JournalFile {

    private final JournalFile file;
    private final Path path;
    private final boolean blank;
    private long size;

    Handle(JournalFile file, Path path, boolean blank) throws IOException {
      this.size = Files.size(path);
      this.file = file;
      this.path = path;
      this.blank = blank;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      boolean bad = path.getFileName().toString().startsWith(badName);
      boolean moment = bad && momentary.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
      if (away || moment || (bad && at >= badFrom && at < badTo)) {
        throw new IOException("Input/output error");
      }
      int limit = into.limit();
      if (bad && at < badFrom) {
        into.limit((int) Math.min(limit, into.position() + badFrom - at));
      }
      int read = file.read(into, at);
      into.limit(limit);
      return read;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
      Error now = blank ? faultInWriting : null;
      if (now != null) {
        faultInWriting = null;
        throw now;
      }
      long end = Math.min(blank ? room : Long.MAX_VALUE, size + left.get());
      if (at >= end) {
        throw new IOException("No space left on device");
      }
      int limit = from.limit();
      from.limit((int) Math.min(limit, from.position() + end - at));
      int written = file.write(from, at);
      from.limit(limit);
      resized(Math.max(size, at + written));
      return written;
    }

    private void resized(long to) {
      left.addAndGet(size - to);
      size = to;
    }

    @Override
    public void truncate(long bytes) throws IOException {
      if (uncut) {
        throw new IOException("Input/output error");
      }
      file.truncate(bytes);
      resized(Math.min(size, bytes));
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      if (blank && held) {
        try {
          closes.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (blank) {
        openBlanks.decrementAndGet();
      }
      file.close();
    }
  }
}

package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The real file system on a disk that, from some moment on, takes what the system buffers and
 * confirms nothing else for a while.
 */
final class HungFiles implements JournalFiles {

  private record Handle(JournalFile file, Path path, HungFiles disk) implements JournalFile {

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return file.read(into, at);
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
      disk.takeWrite();
      return file.write(from, at);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      disk.awaitAnswer();
      file.truncate(bytes);
    }

    @Override
    public void force() throws IOException {
      disk.awaitAnswer();
      if (disk.refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("the disk is broken");
      }
      Error fault = disk.fault.getAndSet(null);
      if (fault != null) {
        throw fault;
      }
      file.force();
      disk.forced.add("content of " + path.getFileName());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private final JournalFiles real = new DiskFiles();
  private final List<String> forced = new CopyOnWriteArrayList<>();
  private final AtomicReference<Error> fault = new AtomicReference<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger heldUp = new AtomicInteger();
  private volatile CountDownLatch writes = new CountDownLatch(0);
  private volatile CountDownLatch answers = new CountDownLatch(0);

  /** The next force ends in a fault of the process. */
  void failToForce(Error with) {
    fault.set(with);
  }

  /** So many forces fail from now on. */
  void refuseToForce(int times) {
    refusals.set(times);
  }

  /** What was forced to the disk since this was asked last, in order. */
  List<String> forced() {
    List<String> until = List.copyOf(forced);
    forced.clear();
    return until;
  }

  void hang() {
    answers = new CountDownLatch(1);
  }

  /** Also what the system buffers is held up from now on. */
  void holdUpWrites() {
    writes = new CountDownLatch(1);
  }

  void takeWrites() {
    writes.countDown();
  }

  int heldUp() {
    return heldUp.get();
  }

  private void takeWrite() throws IOException {
    heldUp.incrementAndGet();
    await(writes);
    heldUp.decrementAndGet();
  }

  void answer() {
    answers.countDown();
  }

  private void awaitAnswer() throws IOException {
    await(answers);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    awaitAnswer();
    return new Handle(real.create(file), file, this);
  }

  @Override
  public JournalFile reopen(Path file) throws IOException {
    return new Handle(real.reopen(file), file, this);
  }

  @Override
  public JournalFile open(Path file) throws IOException {
    return new Handle(real.open(file), file, this);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    awaitAnswer();
    real.rename(from, to);
  }

  @Override
  public void forceNames(Path directory) throws IOException {
    awaitAnswer();
    real.forceNames(directory);
    forced.add("names in " + directory.getFileName());
  }
}

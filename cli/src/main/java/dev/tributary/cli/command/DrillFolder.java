package dev.tributary.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The scratch folder of a drill: gone at its end, with the processes that write there. */
final class DrillFolder implements AutoCloseable {

  private final Path path;
  private final AtomicBoolean gone = new AtomicBoolean();

  private DrillFolder(Path path) {
    this.path = path;
  }

  static DrillFolder make() throws IOException {
    DrillFolder folder = new DrillFolder(Files.createTempDirectory("tributary-drill-"));
    Runtime.getRuntime().addShutdownHook(new Thread(folder::abandon, "drill-folder"));
    return folder;
  }

  Path path() {
    return path;
  }

  /** Where the drill is ended from outside: its processes first, or they would write on. */
  private void abandon() {
    if (gone.getAndSet(true)) {
      return;
    }
    endProcesses();
    try {
      ScratchFolder.remove(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " of the drill is left", e);
    }
  }

  private static void endProcesses() {
    var processes = ProcessHandle.current().descendants().toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  @Override
  public void close() throws IOException {
    if (!gone.getAndSet(true)) {
      ScratchFolder.remove(path);
    }
  }
}

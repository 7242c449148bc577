package dev.tributary.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSServiceIOException;
import org.apache.hadoop.fs.s3a.Constants;

/**
 * Delta's transaction log on S3, safe between processes and machines.
 *
 * <p>Delta's own S3 store lets only one driver write a table. Here the service decides: a commit is
 * put on the condition that its name is free ({@code If-None-Match: *}), so the service has to
 * honour conditional writes, as AWS, MinIO and versitygw do.
 *
 * <p>A reply can be lost after the commit was stored; what then stands there is read back and
 * compared. Equal bytes are ours, because every commit carries an id of its own.
 */
public final class S3LogStore extends HadoopFileSystemLogStore {

  /** Called by Delta, reflectively. */
  public S3LogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes one log file, whole or not at all.
   *
   * @throws FileAlreadyExistsException when another writer took the place and {@code overwrite} is
   *     false; Delta then checks for conflicts and tries the next version
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    // Told to its end before the first byte leaves: a body that breaks off must not be stored.
    byte[] body = body(actions);
    FileSystem service = path.getFileSystem(hadoop);
    if (overwrite) {
      put(service.createFile(path), body);
    } else {
      claim(service, path, body);
    }
  }

  /** False: an object appears whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }

  private static byte[] body(Iterator<String> actions) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      body.writeBytes((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return body.toByteArray();
  }

  private static void claim(FileSystem service, Path path, byte[] body) throws IOException {
    try {
      FSDataOutputStreamBuilder<?, ?> file = service.createFile(path);
      file.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
      // Nothing stands above a log file but names: no request asks for folders there.
      file.opt(Constants.FS_S3A_CREATE_PERFORMANCE, true);
      put(file, body);
    } catch (IOException refusalOrFault) {
      settle(service, path, body, refusalOrFault);
    }
  }

  private static void put(FSDataOutputStreamBuilder<?, ?> file, byte[] body) throws IOException {
    FSDataOutputStream out = file.build();
    try {
      out.write(body);
    } catch (IOException | RuntimeException e) {
      // To close would store what was written so far.
      out.abort();
      throw e;
    }
    out.close();
  }

  /** What the log says of a write that was not confirmed: ours, another's, or not there. */
  private static void settle(FileSystem service, Path path, byte[] body, IOException fault)
      throws IOException {
    byte[] stored;
    try (FSDataInputStream in = service.open(path)) {
      stored = in.readAllBytes();
    } catch (FileNotFoundException absent) {
      throw wasAnswered(fault)
          ? new IOException(
              "The commit " + path + " was not stored: " + fault.getMessage() + ". Run it again.",
              fault)
          : unknown(path, fault);
    } catch (IOException unreadable) {
      fault.addSuppressed(unreadable);
      throw unknown(path, fault);
    }
    if (!Arrays.equals(stored, body)) {
      FileAlreadyExistsException taken = new FileAlreadyExistsException(path.toString());
      taken.initCause(fault);
      throw taken;
    }
  }

  /** A request that broke off without an answer may reach the service yet. */
  private static boolean wasAnswered(IOException fault) {
    Throwable cause = fault;
    while (cause != null && !(cause instanceof AWSServiceIOException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static IOException unknown(Path path, IOException fault) {
    return new IOException(
        "Whether the commit "
            + path
            + " was stored is not known: "
            + fault.getMessage()
            + ". Run it again once the service answers; what was stored is then found.",
        fault);
  }
}

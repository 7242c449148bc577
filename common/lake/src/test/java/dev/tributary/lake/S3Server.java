package dev.tributary.lake;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;

/**
 * An S3 server that honours conditional writes: a process of its own on a free port, one for all
 * tests of this module.
 */
final class S3Server {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static S3Server running;

  private final Process process;
  private final int port;
  private int buckets;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The running server; starts it where it is the first time, and installs it where missing. */
  static synchronized S3Server running() throws IOException, InterruptedException {
    if (running == null) {
      running = start();
    }
    return running;
  }

  private static S3Server start() throws IOException, InterruptedException {
    Path python = install();
    int port = freePort();
    Process process =
        new ProcessBuilder(
                python.resolve(".venv/bin/moto_server").toString(),
                "--host=127.0.0.1",
                "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new S3Server(process, port);
  }

  /** A new, empty bucket. Hadoop keeps one connection a bucket and process, so names differ. */
  synchronized String newBucket() throws IOException, InterruptedException {
    String bucket = "lake-tests-" + port + "-" + buckets++;
    make(URI.create(endpoint() + "/" + bucket));
    return bucket;
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Hadoop's settings for a service at that address. */
  static Configuration settings(String endpoint) {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.s3a.endpoint", endpoint);
    hadoop.set("fs.s3a.endpoint.region", "us-east-1");
    hadoop.set("fs.s3a.path.style.access", "true");
    hadoop.set("fs.s3a.connection.ssl.enabled", "false");
    hadoop.set("fs.s3a.input.stream.type", "classic");
    hadoop.set("fs.s3a.buffer.dir", System.getProperty("java.io.tmpdir"));
    hadoop.set("fs.s3a.impl.disable.cache", "false");
    hadoop.set(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    hadoop.set("fs.s3a.access.key", "test");
    hadoop.set("fs.s3a.secret.key", "test");
    // A refused or lost request is tried again at once, so that tests wait for nothing.
    hadoop.set("fs.s3a.retry.interval", "10ms");
    hadoop.set("fs.s3a.retry.throttle.interval", "10ms");
    hadoop.set("fs.s3a.retry.limit", "1");
    hadoop.set("fs.s3a.retry.throttle.limit", "1");
    hadoop.set("fs.s3a.attempts.maximum", "3");
    return hadoop;
  }

  private static Path install() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("tributary.root"));
    Path python = root.resolve("common/lake/python");
    String script = root.resolve("cli/launcher/python-environment.sh").toString();
    Process installer =
        new ProcessBuilder("bash", script, python.toString()).redirectErrorStream(true).start();
    String said = new String(installer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (installer.waitFor() != 0) {
      throw new IllegalStateException(
          "The S3 server for tests can't be installed. Run 'bash cli/launcher/python-environment.sh"
              + " common/lake/python' and see what it lacks. It said: "
              + said);
    }
    return python;
  }

  /** Asks until the server that was just started is there. */
  private void make(URI bucket) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        int status =
            HTTP.send(
                    HttpRequest.newBuilder(bucket).PUT(BodyPublishers.noBody()).build(),
                    BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
          throw new IllegalStateException("the bucket was refused with status " + status);
        }
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("moto_server does not answer on " + endpoint(), notYet);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package dev.tributary.benchmarks.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peer: nginx, one process, answering 302 by its configuration alone. */
final class Nginx {

  private Nginx() {}

  /** Where it is installed, after an attempt to install it where it is not; null for nowhere. */
  static Path installed() throws IOException, InterruptedException {
    Path binary = Path.of("/usr/sbin/nginx");
    if (!Files.isExecutable(binary)) {
      Process apt =
          new ProcessBuilder("sh", "-c", "apt-get update -qq && apt-get install -y -qq nginx-light")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!apt.waitFor(3, TimeUnit.MINUTES)) {
        apt.destroyForcibly();
      }
    }
    return Files.isExecutable(binary) ? binary : null;
  }

  /** Name and version. */
  static String version(Path binary) throws IOException {
    Process process = new ProcessBuilder(binary.toString(), "-v").redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes())
        .strip()
        .replace("nginx version: ", "");
  }

  static ServerProcess start(Path binary, Path folder, int processor) throws IOException {
    Files.createDirectories(folder);
    int port = ServerProcess.freePort();
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, config(folder, port));
    return ServerProcess.start(
        List.of(binary.toString(), "-p", folder.toString(), "-c", config.toString()),
        port,
        processor,
        folder.resolve("nginx.log"));
  }

  private static String config(Path folder, int port) {
    return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log crit;
        events { worker_connections 4096; use epoll; }
        http {
          access_log off;
          server_tokens off;
          keepalive_requests 1000000000;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d backlog=1024;
            location /r/launch {
              return 302 "https://shop.example/autumn?size=m&utm_source=newsletter&utm_medium=email&utm_campaign=launch&tcid=0123456789abcdefghij01";
            }
            location /logged/launch {
              access_log %1$s/access.log combined;
              return 302 "https://shop.example/autumn?size=m&utm_source=newsletter&utm_medium=email&utm_campaign=launch&tcid=0123456789abcdefghij01";
            }
          }
        }
        """
        .formatted(folder, port);
  }
}

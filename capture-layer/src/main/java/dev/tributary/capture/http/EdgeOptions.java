package dev.tributary.capture.http;

import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.Config;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.List;

/**
 * Where the edge listens and how much it takes on.
 *
 * @param port 0 picks a free one
 * @param connections open at a time; one more takes the place of the one that has rested for
 *     longest, and is closed at once where none rests
 * @param connectionsPerAddress of one address that is no proxy; 0 for any number
 * @param proxies addresses that speak for many clients
 * @param rest of a connection between requests
 * @param arrive time for a whole request
 * @param bodyBytes of bodies in memory at a time
 * @param bodyBytesPerAddress of one address that is no proxy; 0 for any number
 * @param tls null for none
 */
public record EdgeOptions(
    String host,
    int port,
    long connections,
    long connectionsPerAddress,
    List<String> proxies,
    Duration rest,
    Duration arrive,
    long bodyBytes,
    long bodyBytesPerAddress,
    SslContext tls) {

  public static EdgeOptions of(Config config, int port) {
    return new EdgeOptions(
        config.value(CaptureSettings.HOST),
        port,
        config.value(CaptureSettings.CONNECTIONS),
        config.value(CaptureSettings.CONNECTIONS_PER_ADDRESS),
        config.value(CaptureSettings.TRUSTED_PROXIES),
        Duration.ofSeconds(config.value(CaptureSettings.IDLE_SECONDS)),
        Duration.ofSeconds(config.value(CaptureSettings.REQUEST_SECONDS)),
        config.value(CaptureSettings.BODY_BYTES),
        config.value(CaptureSettings.BODY_BYTES_PER_ADDRESS),
        Tls.of(
            config.value(CaptureSettings.TLS_CERTIFICATE), config.value(CaptureSettings.TLS_KEY)));
  }
}

package dev.tributary.capture.http;

import dev.tributary.capture.CaptureException;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** TLS 1.2 and 1.3 by the JDK, with HTTP/2 offered beside HTTP/1.1. */
final class Tls {

  private Tls() {}

  /**
   * The context of a certificate, or null where none is configured.
   *
   * @param certificate PEM file of the chain; empty for none
   * @param key PEM file of its PKCS#8 key
   * @throws CaptureException when the files can't be used
   */
  static SslContext of(String certificate, String key) {
    if (certificate.isEmpty() && key.isEmpty()) {
      return null;
    }
    requireReadable("capture.tls_certificate", certificate);
    requireReadable("capture.tls_key", key);
    try {
      return SslContextBuilder.forServer(new File(certificate), new File(key))
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new CaptureException(
          "The certificate "
              + certificate
              + " with the key "
              + key
              + " can't be used: "
              + e.getMessage()
              + ". Give a PEM chain (capture.tls_certificate) and its unencrypted PKCS#8 key"
              + " (capture.tls_key).",
          e);
    }
  }

  /** What the JDK says of a file that is not there is that it holds no certificate. */
  private static void requireReadable(String setting, String file) {
    if (file.isEmpty()) {
      throw new CaptureException(
          setting
              + " is not set, and TLS takes both: a PEM chain (capture.tls_certificate) and its"
              + " unencrypted PKCS#8 key (capture.tls_key). Set it, or neither.",
          null);
    }
    try (InputStream bytes = Files.newInputStream(Path.of(file))) {
      bytes.read();
    } catch (IOException | InvalidPathException e) {
      throw new CaptureException(
          "The file "
              + file
              + " ("
              + setting
              + ") can't be read: "
              + why(e)
              + ". Mend the path or the file's permissions.",
          e);
    }
  }

  private static String why(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    return e instanceof AccessDeniedException ? "this user may not" : e.getMessage();
  }
}

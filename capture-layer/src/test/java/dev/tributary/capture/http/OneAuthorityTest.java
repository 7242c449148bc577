package dev.tributary.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request of HTTP/2 says that it is for. */
class OneAuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "shop.example,",
    ",shop.example",
    "shop.example,shop.example",
    "shop.example,SHOP.example",
    "shop.example,shop.example:443",
    "shop.example:8443,shop.example:8443"
  })
  void oneThatNamesOneIsAnswered(String authority, String host) {
    assertThat(doubt(authority, host)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example,other.example",
    "shop.example,shop.example:80",
    "shop.example,shop.example.",
    "shop.example,''",
    ","
  })
  void oneThatNamesTwoOrNobodyIsRefused(String authority, String host) {
    assertThat(doubt(authority, host)).startsWith("It does not name exactly one host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil@shop.example", "shop.example/x", "shop example", "[::1"})
  void oneThatNamesNoHostIsRefused(String authority) {
    assertThat(doubt(authority, null)).endsWith("is no host.");
  }

  private static String doubt(String authority, String host) {
    Http2Headers headers = new DefaultHttp2Headers().method("GET").path("/").scheme("https");
    if (authority != null) {
      headers.authority(authority);
    }
    if (host != null) {
      headers.add(HttpHeaderNames.HOST, host);
    }
    EmbeddedChannel stream =
        new EmbeddedChannel(new OneAuthority(), new Http2StreamFrameToHttpObjectCodec(true));
    stream.writeInbound(new DefaultHttp2HeadersFrame(headers, true));
    HttpRequest request = stream.readInbound();
    String doubt = Framing.doubtOf(request);
    ReferenceCountUtil.release(request);
    stream.finishAndReleaseAll();
    return doubt;
  }
}

package dev.tributary.capture.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.event.Campaign;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "//evil.example/",
        "/relative",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://shop.example/",
        "https:shop.example",
        "https:///path",
        "https://user@evil.example/",
        "https://shop.example:pass@evil.example/",
        "https://shop.example\\@evil.example/",
        "https:\\\\evil.example/",
        "https://evil.example\u0000.shop.example/",
        "https://shop.example/\r\nSet-Cookie: a=b",
        "https://shop.example/a b",
        "https://shop.example/\u00fc",
        "https://sh\u00f6p.example/",
        "https://shop.example%2eevil.example/",
        "https://shop.example/%zz",
        "https://2130706433/",
        "https://127.1/",
        "https://0x7f.0x1/",
        "https://shop.example.0x7f/",
        "https://0127.0.0.1/"
      })
  void whatBrowsersCouldReadAnotherWayIsRefused(String url) {
    assertThatThrownBy(() -> Destination.parse(url))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("Give an absolute http(s) URL");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example/?utm_source=s&tcid=ID",
    "HTTPS://Shop.Example:8443/a, https://shop.example:8443/a?utm_source=s&tcid=ID",
    "https://shop.example/?, https://shop.example/?utm_source=s&tcid=ID",
    "https://shop.example/?a=1&b, https://shop.example/?a=1&b&utm_source=s&tcid=ID",
    "https://shop.example/#top, https://shop.example/?utm_source=s&tcid=ID#top",
    "https://shop.example/?utm_source=own, https://shop.example/?utm_source=own&tcid=ID",
    "https://shop.example/?utm%5Fsource=own, https://shop.example/?utm%5Fsource=own&tcid=ID",
    "https://127.0.0.1:8080/, https://127.0.0.1:8080/?utm_source=s&tcid=ID",
    "https://xn--shp-rna.example/%C3%BC, https://xn--shp-rna.example/%C3%BC?utm_source=s&tcid=ID",
  })
  void theClickIdComesBehindTheQueryAndBeforeTheFragment(String url, String location) {
    assertThat(Redirect.to(link("id", url)).location("ID")).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?tcid=x", "?a=1&tcid", "?tc%69d=x", "?%74cid=x", "?TCID=x"})
  void aDestinationWithAClickIdOfItsOwnIsRefused(String query) {
    assertThatThrownBy(() -> Redirect.to(link("id", "https://shop.example/" + query)))
        .hasMessageContaining("tcid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "\u00e4", "a%20b", "..", "a?b"})
  void anIdIsWhatAPathCanCarryUnescaped(String id) {
    assertThatThrownBy(() -> Redirect.to(link(id, "https://shop.example/")))
        .hasMessageContaining("letters, digits");
  }

  private static Link link(String id, String destination) {
    return new Link(
        id,
        destination,
        new Campaign("s", null, null, null, null, null),
        Instant.EPOCH,
        "tester",
        LinkStatus.ACTIVE,
        null);
  }
}

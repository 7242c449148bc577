package dev.tributary.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are what a browser's own URL class answers. */
class WebUrlTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "http://example.com\\@evil.com/, http://example.com/@evil.com/",
        "http://user:pass@host.com/, http://host.com/",
        "http://a@b@c.com/, http://c.com/",
        "https:example.com/p, https://example.com/p",
        "http:\\\\example.com\\foo, http://example.com/foo",
        "http:///example.com/, http://example.com/",
        "HTTP://EXAMPLE.com:80/../a/./b/%2e%2E/c, http://example.com/a/c",
        "http://exa%6dple.com/a b?q=x y#z, http://example.com/a%20b?q=x%20y#z",
        "http://faß.de/, http://xn--fa-hia.de/",
        "http://münchen.de/ü?ü=ü#ü, http://xn--mnchen-3ya.de/%C3%BC?%C3%BC=%C3%BC#%C3%BC",
        "http://日本語。jp/, http://xn--wgv71a119e.jp/",
        "http://0x7f.1/, http://127.0.0.1/",
        "http://0300.168.0.1/, http://192.168.0.1/",
        "http://4294967295/, http://255.255.255.255/",
        "http://１２７.0.0.1/, http://127.0.0.1/",
        "http://[::1]:80/x, http://[::1]/x",
        "http://[::ffff:1.2.3.4]/, http://[::ffff:102:304]/",
        "http://[1:0:0:2:0:0:0:3]/, http://[1:0:0:2::3]/",
        "http://c.com:/x, http://c.com/x",
        "http://c.com:0080/x, http://c.com/x",
        "http://a..b/, http://a..b/",
        "http://a_b.com/, http://a_b.com/",
        "http://c.com/%zz%, http://c.com/%zz%",
        "http://c.com?a'b\"c<d>, http://c.com/?a%27b%22c%3Cd%3E",
      })
  void isWrittenAsBrowsersWriteIt(String given, String href) {
    assertThat(WebUrl.parse(given)).map(WebUrl::href).contains(href);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x.com",
        "//x.com",
        "ftp://x.com/",
        "javascript:alert(1)",
        "http://",
        "https://?q",
        "http://u@/",
        "http://a b.com/",
        "http://a^b.com/",
        "http://%00.com/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://4294967296/",
        "http://foo.0x4/",
        "http://xn--a/",
        "http://c.com:99999/",
        "http://c.com:8x/",
        "http://[1::2::3]/",
        "http://[::1/",
        "http://[::1.2.3.04]/",
        "http://[::1%25eth0]/",
        "http://a‍b.com/"
      })
  void isRefusedWhereBrowsersRefuseIt(String given) {
    assertThat(WebUrl.parse(given)).isEmpty();
  }

  @Test
  void tabsAndLineBreaksVanishAsInBrowsers() {
    assertThat(WebUrl.parse(" ht\ntp://exam\tple.com/a\r\nb ").map(WebUrl::href))
        .contains("http://example.com/ab");
  }

  @Property
  void writingAndParsingAgainChangesNothing(@ForAll String path, @ForAll String query) {
    WebUrl url = WebUrl.parse("https://a.example/" + path + "?" + query).orElseThrow();

    assertThat(WebUrl.parse(url.href())).contains(url);
  }

  @Property
  void anyTextGivesAnAnswer(@ForAll String text) {
    assertThat(WebUrl.parse("http://" + text)).isNotNull();
  }
}

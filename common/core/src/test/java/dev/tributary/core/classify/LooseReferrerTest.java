package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of referrers that no browser would call an address. */
class LooseReferrerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blog.example.org/post            | blog.example.org",
        "blog.example.org./post           | blog.example.org",
        "blog.example.org:8080/post       | blog.example.org",
        "//blog.example.org/post          | blog.example.org",
        "blog.example.org?q=1             | blog.example.org",
        "blog.example.org#part            | blog.example.org",
        "\\\\blog.example.org\\post       | blog.example.org",
        "bücher.example                   | xn--bcher-kva.example",
        "BLOG.Example.ORG                 | blog.example.org",
        "/post                            | (direct)",
        "word                             | (direct)",
        "mailto:someone                   | (direct)",
        "http://192.0.2.7/page            | 192.0.2.7"
      })
  void theHostIsReadAsFarAsThereIsOne(String referrer, String source) {
    assertThat(Signal.from(referrer).source()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.co.uk/, https://www.example.co.uk/, (direct)",
    "https://a.shop.unknownending/, https://b.shop.unknownending/, (direct)",
    "https://192.0.2.7/, https://192.0.2.7/, (direct)",
    "https://192.0.2.7/, https://198.0.2.7/, 198.0.2.7"
  })
  void ownPagesAreThoseOfTheSameRegisteredName(String page, String referrer, String source) {
    assertThat(Signal.visit(page, referrer).source()).isEqualTo(source);
  }
}

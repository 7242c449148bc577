package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  @Test
  void oneObjectIsOneEvent() {
    assertThat(split(" {\"a\":[1,2]} ")).containsExactly("{\"a\":[1,2]} ");
  }

  @Test
  void anArrayGivesItsElementsInOrder() {
    assertThat(split("[{\"a\":\"],{\\\"\"},5, [1] ]"))
        .containsExactly("{\"a\":\"],{\\\"\"}", "5", " [1] ");
    assertThat(split("\uFEFF [ ]")).isEmpty();
  }

  @Test
  void aMalformedElementKeepsItsPlaceAndHarmsNoOther() {
    assertThat(split("[{\"a\":1},{bad},,{\"b\":2}]"))
        .containsExactly("{\"a\":1}", "{bad}", "", "{\"b\":2}");
  }

  @Test
  void anElementThatIsLeftOpenSwallowsWhatFollowsButNothingBefore() {
    assertThat(split("[{\"a\":1},{\"b\":2,{\"c\":3}]"))
        .containsExactly("{\"a\":1}", "{\"b\":2,{\"c\":3}]");
  }

  @Test
  void whatStandsBehindTheArrayIsOneMoreElement() {
    assertThat(split("[{}] x")).containsExactly("{}", " x");
    assertThat(split("[{},]")).containsExactly("{}", "");
  }

  @Test
  void whatIsNeitherObjectNorArrayIsRefusedWhole() {
    assertThat(RequestBody.split("hello".getBytes(UTF_8))).isInstanceOf(RequestBody.Refused.class);
    assertThat(RequestBody.split(new byte[0])).isInstanceOf(RequestBody.Refused.class);
  }

  @Property
  void anyBytesAreSplitOrRefused(@ForAll byte[] body) {
    assertThat(RequestBody.split(body)).isNotNull();
  }

  private static List<String> split(String body) {
    RequestBody.Content content = RequestBody.split(body.getBytes(UTF_8));
    return ((RequestBody.Events) content)
        .each().stream().map(each -> new String(each, UTF_8)).toList();
  }
}

package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(split("[1,{\"b\":\"2}] ")).containsExactly("1", "{\"b\":\"2}] ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[ ",
        "[{}",
        "[{},",
        "[[1]",
        "[{\"a\":[1]",
        "[{},{\"b\":2",
        "[{\"a\":\"b",
        "[{\"a\":\"b\\"
      })
  void anArrayThatIsCutOffIsRefusedWhole(String body) {
    assertThat(refusal(body)).isEqualTo("The text is not JSON: the array is not closed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}] x", "[{}][{}]", "[{}],{}]", "[]]", "[],"})
  void anArrayThatSomethingFollowsIsRefusedWhole(String body) {
    assertThat(refusal(body))
        .isEqualTo("The text is not JSON: something follows the end of the array.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{},]", "[{}, ] ", "[,]"})
  void anArrayThatACommaEndsIsRefusedWhole(String body) {
    assertThat(refusal(body)).isEqualTo("The text is not JSON: a comma ends the array.");
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

  private static String refusal(String body) {
    RequestBody.Content content = RequestBody.split(body.getBytes(UTF_8));
    assertThat(content).isInstanceOf(RequestBody.Refused.class);
    return ((RequestBody.Refused) content).rejection().problem();
  }

  private static List<String> split(String body) {
    RequestBody.Content content = RequestBody.split(body.getBytes(UTF_8));
    return ((RequestBody.Events) content)
        .each().stream().map(each -> new String(each, UTF_8)).toList();
  }
}

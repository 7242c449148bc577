package dev.tributary.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that it passes over are not looked at again, so what consent denies would stay in them. */
class ClickIdMentionTest {

  private final ClickIdMention mention = new ClickIdMention(Set.of("gclid", "li_fat_id", "my.id9"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gclid",
        "gclid=a",
        "?gclid=a",
        "https://shop.example/?a=b&gclid=a",
        "https://shop.example/z/9/GCLID",
        "a Z0_ {gclid}",
        "li_fat_id:7",
        "/?my.id9=1",
        "%3Fgclid%3Da",
        "%253fgclid",
        "%252525252Fgclid",
        "gclid_=a",
        "_gclid=a",
        "last_gclid_1",
        "firstGclid",
        "gclidOf",
        "9Gclid",
        "%3Flast_gclid",
        "my_li_fat_id__c"
      })
  void aNameIsSeenWhereverItStandsAsAWordEncodedOrNot(String text) {
    assertThat(mention.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id",
        "a page of no interest, with Z, z, A, a, 0, 9 and _",
        "gclids=a",
        "gclid9=a",
        "GCLIDZ=a",
        "account_li_fat_",
        "gclidzA=a",
        "agclid=a",
        "zgclid=a",
        "Agclid=a",
        "0gclid=a",
        "li_fat",
        "fat_id"
      })
  void aTextThatHasNoneAsAWordIsPassedOver(String text) {
    assertThat(mention.in(text)).isFalse();
  }

  @Test
  void whereANameEndsInNoWordEveryTextIsLookedAt() {
    assertThat(new ClickIdMention(Set.of("id[]")).in("anything")).isTrue();
  }
}

package dev.tributary.core.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

  private static final Pseudonyms OURS = Pseudonyms.withKey("our key of the tests".getBytes(UTF_8));
  private static final Pseudonyms THEIRS =
      Pseudonyms.withKey("another key of tests".getBytes(UTF_8));

  @Property
  void aPseudonymStandsForItselfUnderItsOwnKeyOnly(@ForAll String identifier) {
    String pseudonym = OURS.of(identifier);

    assertThat(pseudonym).hasSize(45).isEqualTo(OURS.of(identifier)).isEqualTo(OURS.of(pseudonym));
    assertThat(THEIRS.of(identifier)).isNotEqualTo(pseudonym);
    assertThat(THEIRS.of(pseudonym)).isNotEqualTo(pseudonym);
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> Pseudonyms.withKey(new byte[15]))
        .hasMessageContaining("15 bytes, too few");
  }
}

package dev.tributary.batch.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.identity.Crowd;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdNoteTest {

  @Test
  void howManyAndHowGreatIsToldAndNobodyNamed() {
    assertThat(CrowdNote.of(List.of(new Crowd("p-1", 46, 10), new Crowd("p-2", 11, 10))))
        .hasValueSatisfying(
            note ->
                assertThat(note)
                    .startsWith("Persons of more than 10 user ids: 2, the greatest of 46.")
                    .doesNotContain("p-1"));
    assertThat(CrowdNote.of(List.of())).isEmpty();
  }
}

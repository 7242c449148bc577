package dev.tributary.serving.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TablesPageTest {

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void thePageOfTablesHasEveryColumnInOrder(LakeTable table) throws IOException {
    Path page = Path.of(System.getProperty("tributary.root"), "docs", "tables.md");
    StringBuilder expected = new StringBuilder("| column | type | meaning |\n|---|---|---|\n");
    for (LakeTable.Column column : table.columns()) {
      expected.append(
          "| %s | %s | %s |\n".formatted(column.name(), column.type(), column.meaning()));
    }
    String section = Files.readString(page).split("\n## " + table.wire() + "\n", 2)[1];
    assertThat(section.split("\n## ", 2)[0]).contains(expected);
  }
}

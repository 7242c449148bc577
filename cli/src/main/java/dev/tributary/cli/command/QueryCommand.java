package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryException;
import dev.tributary.serving.lake.QueryResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Read-only SQL over the tables. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Answers one SELECT over the tables, in DuckDB's SQL. SHOW TABLES lists them.",
    footer = {
      "",
      "Example:",
      "  tributary query \"SELECT channel, sum(credit_micros) / 1e6 AS orders FROM attribution",
      "                   WHERE model = 'linear' GROUP BY ALL ORDER BY orders DESC\""
    })
public final class QueryCommand implements Callable<Integer> {

  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "SQL", description = "One SELECT, or - for standard input.")
  private String sql;

  @Override
  public Integer call() throws IOException {
    String question = sql.equals("-") ? standardInput() : sql;
    try (LakeQuery lake = LakeQuery.openFor(question, options.lakeFolder(), options.config());
        QueryResult result = lake.ask(question);
        RowWriter rows = output.open(result.columns())) {
      for (Optional<Object[]> row = result.next(); row.isPresent(); row = result.next()) {
        rows.row(row.get());
      }
    } catch (QueryException | LakeException e) {
      throw new Problem(e.getMessage(), e);
    }
    return 0;
  }

  private static String standardInput() throws IOException {
    try (InputStream in = Input.open("-")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.tributary.serving.lake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of an answer, read one at a time so that a long answer needs no memory. */
public final class QueryResult implements AutoCloseable {

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final List<String> columns;

  QueryResult(PreparedStatement statement, ResultSet rows) throws SQLException {
    this.statement = statement;
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    columns = List.copyOf(names);
  }

  public List<String> columns() {
    return columns;
  }

  /**
   * The next row, one value a column: null, Boolean, String, Long, BigInteger, BigDecimal, Double,
   * Instant (TIMESTAMPTZ), LocalDateTime, LocalDate, List or Map.
   *
   * @return empty after the last row
   * @throws QueryException when the query fails on the way
   */
  public Optional<Object[]> next() {
    try {
      if (!rows.next()) {
        return Optional.empty();
      }
      Object[] row = new Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = Values.of(rows, i + 1);
      }
      return Optional.of(row);
    } catch (SQLException e) {
      throw Complaint.of(e, "");
    }
  }

  /** The remaining rows, for answers that are known to be short. */
  public List<Object[]> all() {
    List<Object[]> all = new ArrayList<>();
    for (Optional<Object[]> row = next(); row.isPresent(); row = next()) {
      all.add(row.get());
    }
    return all;
  }

  @Override
  public void close() {
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw new QueryException("The answer can't be closed: " + e.getMessage(), e);
    }
  }
}

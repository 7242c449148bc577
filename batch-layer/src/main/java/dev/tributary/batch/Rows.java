package dev.tributary.batch;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One run's rows, with the columns of the tables of these names.
 *
 * @param adjustments empty where the log has none at all, as most logs do: their checks take time
 */
record Rows(
    Dataset<Row> touchpoints,
    Dataset<Row> conversions,
    Dataset<Row> credits,
    Optional<Dataset<Row>> adjustments) {}

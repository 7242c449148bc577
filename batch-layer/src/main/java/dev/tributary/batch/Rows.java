package dev.tributary.batch;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One run's rows, with the columns of the tables of these names. */
record Rows(Dataset<Row> touchpoints, Dataset<Row> conversions, Dataset<Row> credits) {}

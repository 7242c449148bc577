package dev.tributary.lake;

import dev.tributary.core.view.PublicationNote;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One change to {@code attribution}: rows replace what a predicate over its partitions names.
 *
 * @param rows columns of the table; every row satisfies the predicate
 * @param replaceWhere over day and status only, so that Delta can tell writers apart
 * @param note what is current from this commit on
 */
public record FencedChange(Dataset<Row> rows, String replaceWhere, PublicationNote note) {}

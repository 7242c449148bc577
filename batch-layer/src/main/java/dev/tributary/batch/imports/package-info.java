/**
 * Brings files into the raw log, past Kafka: core reads and admits the rows, this package spreads
 * them over Spark's tasks, leaves out what is known already, and writes each table in one commit.
 *
 * <p>Start at {@link dev.tributary.batch.imports.Importer}.
 */
package dev.tributary.batch.imports;

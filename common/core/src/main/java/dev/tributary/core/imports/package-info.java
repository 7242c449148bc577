/**
 * Reads files of others as events of the contract: lines of a web server's log, lines of JSON, rows
 * of a mapped table. Pure: no engine, no writing. Every row leaves as events, as skipped with a
 * reason, or as rejected; whether an event is valid is for admission to say.
 *
 * <p>Start at {@link dev.tributary.core.imports.AccessLogRows}.
 */
package dev.tributary.core.imports;

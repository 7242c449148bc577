/**
 * The nightly recompute: from the raw log at a pinned version to one publication, or to none.
 *
 * <p>{@link dev.tributary.batch.NightlyBatch} is the way in. What credit means is decided in core;
 * here events are read, grouped by person, handed to core, written, checked and published.
 */
package dev.tributary.batch;

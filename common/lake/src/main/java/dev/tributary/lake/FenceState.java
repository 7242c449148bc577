package dev.tributary.lake;

import dev.tributary.core.view.PublicationNote;

/**
 * What the newest fenced commit to {@code attribution} said.
 *
 * @param tableVersion the Delta version that was looked at
 * @param fenceVersion counts the fenced commits, 0 before the first
 * @param note the newest note, {@link PublicationNote#NONE} before the first
 */
record FenceState(long tableVersion, long fenceVersion, PublicationNote note) {}

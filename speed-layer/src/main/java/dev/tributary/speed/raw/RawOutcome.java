package dev.tributary.speed.raw;

import dev.tributary.lake.RawEventRow;
import dev.tributary.lake.RejectedRow;

/** What becomes of one message: exactly one of the two is there. */
record RawOutcome(RawEventRow accepted, RejectedRow rejected) {}

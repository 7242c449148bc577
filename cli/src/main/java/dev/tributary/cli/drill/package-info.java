/** Rehearsed failures, with proof that what was promised held. */
package dev.tributary.cli.drill;

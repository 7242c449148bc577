/** The edge beside nginx: a load generator of our own, and the servers it drives. */
package dev.tributary.benchmarks.capture;

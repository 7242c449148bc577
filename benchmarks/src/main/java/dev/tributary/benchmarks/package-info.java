/** Our figures beside a peer's, from one run on one machine. */
package dev.tributary.benchmarks;

/** Spark's own cluster on this machine, for drills and measures: nothing of ours runs it. */
package dev.tributary.cli.cluster;

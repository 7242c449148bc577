/** The Markov model: how likely a journey converts, and how much less without a channel. */
package dev.tributary.core.attribution.markov;

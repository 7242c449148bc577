/** Shapley values of channels, in the two games that are offered. */
package dev.tributary.core.attribution.shapley;

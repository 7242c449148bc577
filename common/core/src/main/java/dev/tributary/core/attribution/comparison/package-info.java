/** Every model on one path table, side by side. */
package dev.tributary.core.attribution.comparison;

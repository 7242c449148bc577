/**
 * Fits models to the journeys of a window, and decides whether a fit may be used. What a fit is
 * applied to lives one package up.
 */
package dev.tributary.core.attribution.fit;

/** Durations, for whoever has some to tell. */
package dev.tributary.capture.measure;

/** Tables of paths: what they hold and how they are read. */
package dev.tributary.core.attribution.paths;

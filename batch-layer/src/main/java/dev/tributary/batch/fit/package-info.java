/**
 * What a fit reads and where it is kept. Start reading at {@link
 * dev.tributary.batch.fit.PublishedPaths}; who fits is {@code ModelFitting}, one package up.
 */
package dev.tributary.batch.fit;

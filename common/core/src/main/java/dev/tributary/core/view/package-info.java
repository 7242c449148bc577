/**
 * Credit as it is stored and served: rows, cells, and the one way in which final and provisional
 * figures are put together.
 *
 * <p>Start at {@link dev.tributary.core.view.MergedView} and {@link
 * dev.tributary.core.view.Boundary}. Nothing here computes credit.
 */
package dev.tributary.core.view;

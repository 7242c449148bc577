/**
 * Who is one person: identifiers seen together, joined transitively, with a guard against shared
 * logins and computers.
 *
 * <p>Start at {@link dev.tributary.core.identity.IdentityGraph}. Reading events is the callers'
 * matter; only links come in here.
 */
package dev.tributary.core.identity;

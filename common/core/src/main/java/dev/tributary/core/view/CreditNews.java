package dev.tributary.core.view;

/** What the credits topic carries: what an order earns now, or that one was adjusted. */
public sealed interface CreditNews permits CreditRevision, AdjustmentNews {}

package dev.tributary.speed.attribution;

/** A message of the credits topic, with the column names that Spark's Kafka writer wants. */
public record CreditMessage(String key, byte[] value) {}

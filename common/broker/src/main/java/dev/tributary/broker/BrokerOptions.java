package dev.tributary.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker lives.
 *
 * @param directory its logs and metadata; made when absent, kept when the broker stops
 * @param port to listen on at 127.0.0.1; 0 picks a free one
 */
public record BrokerOptions(Path directory, int port) {}

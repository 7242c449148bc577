package dev.tributary.capture;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a capture process is started with.
 *
 * @param port to listen on; 0 picks a free one
 * @param bootstrapServers Kafka's {@code host:port,...}; asked again at each attempt to reach it,
 *     empty while nobody knows it, so that Kafka may start later or come back elsewhere
 */
public record CaptureOptions(
    DataDirectory data,
    Config config,
    int port,
    Supplier<String> bootstrapServers,
    InstantSource clock) {}

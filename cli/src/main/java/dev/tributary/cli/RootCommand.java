package dev.tributary.cli;

import picocli.CommandLine.Command;

/** The root that subcommands hang from; it does nothing itself. */
@Command(name = "tributary")
final class RootCommand {}

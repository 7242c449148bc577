package dev.tributary.cli;

/**
 * One command of the command line.
 *
 * @param name as it is typed
 * @param weight which class path the launcher gives it
 * @param type simple name of its class in the package {@code command}
 * @param summary one line for the overview
 */
record CommandEntry(String name, Weight weight, String type, String summary) {

  /** How much a command brings along. */
  enum Weight {
    /** Starts without Spark, in a second at most. */
    LIGHT,
    /** The edge: a small heap, and neither Spark nor a broker. */
    CAPTURE,
    /** Needs Spark, Kafka or both. */
    FULL,
    /** Carried out by the launcher script, before any Java. */
    SCRIPT
  }

  /** A fresh instance of the command's class. */
  Object load() {
    try {
      return Class.forName("dev.tributary.cli.command." + type)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The command " + name + " has no class " + type, e);
    }
  }
}

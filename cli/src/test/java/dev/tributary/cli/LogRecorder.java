package dev.tributary.cli;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** The log's lines as the console would have them, until it is closed. */
final class LogRecorder extends AbstractAppender implements AutoCloseable {

  private final Logger root = (Logger) LogManager.getRootLogger();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  LogRecorder() {
    super(
        "recorder",
        null,
        PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build(),
        false,
        Property.EMPTY_ARRAY);
    start();
    root.addAppender(this);
  }

  @Override
  public void append(LogEvent event) {
    lines.add(getLayout().toSerializable(event).toString());
  }

  String lines() {
    return String.join("", lines);
  }

  @Override
  public void close() {
    root.removeAppender(this);
  }
}

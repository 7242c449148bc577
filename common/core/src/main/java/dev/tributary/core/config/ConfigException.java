package dev.tributary.core.config;

/** A config file or override that can't be used; the message says problem, why and remedy. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message, Throwable cause) {
    super(message + " Mend the file or the --set option, or leave the key out.", cause);
  }
}

package io.millrace.tools;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What of the logs reaches the terminal. */
final class LogLevels {

    private static final List<String> KAFKA = List.of("kafka", "org.apache.kafka");

    private LogLevels() {}

    /** More of everything, for {@code --verbose}. */
    static void verbose() {
        set("io.millrace", Level.DEBUG);
        KAFKA.forEach(name -> set(name, Level.INFO));
        context().getLoggerList().stream()
                .filter(logger -> logger.getLevel() == Level.ERROR)
                .forEach(logger -> logger.setLevel(Level.INFO));
    }

    /** While a command finds out by itself whether Kafka answers, and says so in its own words. */
    static void silenceKafka() {
        KAFKA.forEach(name -> set(name, Level.OFF));
    }

    static void hearKafkaWarnings() {
        KAFKA.forEach(name -> set(name, Level.WARN));
    }

    private static void set(String logger, Level level) {
        context().getLogger(logger).setLevel(level);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}

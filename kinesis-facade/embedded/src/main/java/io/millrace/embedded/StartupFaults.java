package io.millrace.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;

/**
 * Kafka halts the JVM on a fatal fault. While it starts that would rob the caller of the reason, so that until then
 * faults are only remembered and thrown; later a broker that cannot trust its metadata does stop the process.
 */
final class StartupFaults implements FaultHandlerFactory {

    private final StandardFaultHandlerFactory standard = new StandardFaultHandlerFactory();
    private final AtomicReference<Throwable> first = new AtomicReference<>();
    private volatile boolean started;

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        FaultHandler afterwards = standard.build(name, fatal, action);
        return (message, cause) -> {
            if (started) {
                return afterwards.handleFault(message, cause);
            }
            RuntimeException fault = new FaultHandlerException(name + ": " + message, cause);
            first.compareAndSet(null, fault);
            return fault;
        };
    }

    void startupIsOver() {
        started = true;
    }

    /**
     * In one line. The first fault tells more than the exception that reached the caller, which may be a consequence;
     * and of a chain of causes the last two, which say what was done and what was wrong with it.
     */
    String reason(Throwable thrown) {
        List<String> chain = new ArrayList<>();
        Throwable cause = first.get() == null ? thrown : first.get();
        for (; cause != null; cause = cause.getCause()) {
            boolean repeatsItsCause =
                    cause.getCause() != null && cause.getCause().toString().equals(cause.getMessage());
            if (!repeatsItsCause) {
                String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                chain.add(message.lines().findFirst().orElse(message));
            }
        }
        return String.join(": ", chain.subList(Math.max(0, chain.size() - 2), chain.size()));
    }
}

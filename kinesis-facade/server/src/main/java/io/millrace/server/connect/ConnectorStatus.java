package io.millrace.server.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a connector is.
 *
 * @param parts the connector itself, and each of its tasks
 */
public record ConnectorStatus(Part connector, List<Part> parts) {

    /** @param trace what it failed with; empty if it has not */
    public record Part(String state, String trace) {

        boolean isRunning() {
            return state.equals("RUNNING");
        }

        boolean hasFailed() {
            return state.equals("FAILED");
        }
    }

    public static ConnectorStatus of(Part connector, List<Part> tasks) {
        List<Part> all = new ArrayList<>();
        all.add(connector);
        all.addAll(tasks);
        return new ConnectorStatus(connector, List.copyOf(all));
    }

    /** Whether it delivers: it has tasks, and all of them run. */
    public boolean isRunning() {
        return parts.size() > 1 && parts.stream().allMatch(Part::isRunning);
    }

    /** Why a part of it has failed, in a few lines without the frames of the stack; empty if none has. */
    public Optional<String> failure() {
        return parts.stream()
                .filter(Part::hasFailed)
                .map(part -> Traces.reason(part.trace()))
                .findFirst();
    }
}

package io.millrace.firehose.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code GET /connectors/NAME/status} says.
 *
 * @param state RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED, RESTARTING
 * @param trace why it failed, or empty
 */
public record ConnectorStatus(String state, String trace, List<Task> tasks) {

    /** One of its tasks; the worker is {@code host:port} of its REST API. */
    public record Task(int id, String state, String worker, String trace) {}

    static ConnectorStatus of(JsonNode answer) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : answer.path("tasks")) {
            tasks.add(new Task(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("worker_id").asText(),
                    task.path("trace").asText()));
        }
        JsonNode connector = answer.path("connector");
        return new ConnectorStatus(
                connector.path("state").asText(), connector.path("trace").asText(), tasks);
    }

    /** It and all its tasks, of which there are some. */
    public boolean isRunning() {
        return state.equals("RUNNING")
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    /** It or a task. */
    public boolean hasFailed() {
        return state.equals("FAILED")
                || tasks.stream().anyMatch(task -> task.state().equals("FAILED"));
    }
}

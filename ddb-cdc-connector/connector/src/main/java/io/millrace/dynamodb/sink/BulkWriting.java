package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.TableWrites;
import io.millrace.dynamodb.client.TableWrites.Replacement;
import io.millrace.dynamodb.client.WriteFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many items a request, whatever is there: in the topic's order, and what comes again is done again. Items have no mark. */
final class BulkWriting implements Writing {

    private final TableWrites tables;
    private final Workers workers;
    private final Refusals refusals;
    private final SinkMetrics metrics;

    BulkWriting(TableWrites tables, Workers workers, Refusals refusals, SinkMetrics metrics) {
        this.tables = tables;
        this.workers = workers;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** Writes of one table that are not done yet. */
    private record Request(String table, Map<Replacement, Write> writes) {}

    @Override
    public void write(Queue<Write> writes, Lease lease) {
        Queue<Request> requests = requests(writes);
        writes.clear();
        try {
            workers.doAll(requests, this::make, lease);
        } finally {
            requests.forEach(request -> writes.addAll(request.writes().values()));
        }
    }

    private static Queue<Request> requests(Queue<Write> writes) {
        Queue<Request> requests = new ConcurrentLinkedQueue<>();
        Map<String, Request> open = new LinkedHashMap<>();
        for (Write write : writes) {
            Request request =
                    open.computeIfAbsent(write.target().table(), table -> new Request(table, new LinkedHashMap<>()));
            request.writes().put(new Replacement(write.key(), write.item()), write);
            if (request.writes().size() == TableWrites.MOST_AT_ONCE) {
                requests.add(open.remove(request.table()));
            }
        }
        requests.addAll(open.values());
        return requests;
    }

    /** By the one thread that has the request. */
    private void make(Request request) {
        try {
            List<Replacement> all = List.copyOf(request.writes().keySet());
            List<Replacement> left = tables.replaceAll(request.table(), all);
            List<Replacement> done = new ArrayList<>(all);
            done.removeAll(left);
            done.forEach(each -> metrics.applied(request.writes().remove(each), true));
            if (!left.isEmpty()) {
                throw new WriteFault(
                        WriteFault.Kind.THROTTLED,
                        new IllegalStateException(left.size() + " items were left unprocessed"));
            }
        } catch (WriteFault e) {
            if (e.kind() != WriteFault.Kind.REFUSED) {
                throw e;
            }
            eachAlone(request);
        }
    }

    /** One of them is refused, and the service does not say which. */
    private void eachAlone(Request request) {
        for (Map.Entry<Replacement, Write> each : List.copyOf(request.writes().entrySet())) {
            Write write = each.getValue();
            try {
                alone(write);
                metrics.applied(write, true);
            } catch (WriteFault e) {
                if (e.kind() != WriteFault.Kind.REFUSED) {
                    throw e;
                }
                refusals.add(write.record(), e);
            }
            request.writes().remove(each.getKey());
        }
    }

    private void alone(Write write) {
        if (write.item().isPresent()) {
            tables.put(write.target().table(), write.item().get(), Optional.empty());
        } else {
            tables.delete(write.target().table(), write.key(), Optional.empty());
        }
    }
}

package io.millrace.server.reshard.simulation;

import io.millrace.server.kinesis.records.SimulatedPuts.Acknowledged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What writers were promised. */
final class Ledger {

    private final List<Promise> promises = new ArrayList<>();
    private final List<Map<Integer, Acknowledged>> heard = new ArrayList<>();

    /** Said by a node, whether the writer heard it or not. */
    record Promise(Message message, Acknowledged where) {}

    Ledger(int writers) {
        for (int i = 0; i < writers; i++) {
            heard.add(new HashMap<>());
        }
    }

    void promised(Message message, Acknowledged where) {
        promises.add(new Promise(message, where));
    }

    /** The writer has heard it, and sends the next number only now. */
    void heard(Message message, Acknowledged where) {
        heard.get(message.writer()).put(message.number(), where);
    }

    List<Promise> promises() {
        return promises;
    }

    /** By number. */
    Map<Integer, Acknowledged> heardBy(int writer) {
        return heard.get(writer);
    }
}

package io.millrace.firehose.destination;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A destination of tables that an artifact of its own brings. A {@link java.util.ServiceLoader} finds it beside the connector. */
public interface DestinationProvider {

    /** As the connector's {@code destination} has it. */
    String name();

    /** @param random used from several threads */
    Destination open(Tables tables, Clock clock, RandomGenerator random);

    /**
     * Which tables, and how they change.
     *
     * @param stream whose offsets the tables keep
     * @param catalog properties of the tables' catalog, as its own documentation has them
     * @param uniqueKeys of each table, by {@code database.table}; none for one whose rows are only inserted
     * @param retryDuration for how long a commit is tried
     */
    record Tables(
            String stream,
            Map<String, String> catalog,
            Map<String, List<String>> uniqueKeys,
            boolean appendOnly,
            Duration retryDuration) {

        public Tables {
            catalog = Map.copyOf(catalog);
            uniqueKeys = Map.copyOf(uniqueKeys);
        }

        /** The catalog's properties hold secrets. */
        @Override
        public String toString() {
            return "Tables[" + stream + ", " + uniqueKeys.keySet() + "]";
        }
    }
}

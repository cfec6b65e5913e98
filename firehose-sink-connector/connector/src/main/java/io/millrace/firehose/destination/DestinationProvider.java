package io.millrace.firehose.destination;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;

/** A destination of tables that an artifact of its own brings. A {@link java.util.ServiceLoader} finds it beside the connector. */
public interface DestinationProvider {

    /** Artifacts of their own are in the connector's plugin folder, and so with its class loader. */
    static Optional<DestinationProvider> find(String name) {
        return ServiceLoader.load(DestinationProvider.class, DestinationProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    /** What to do where it is not found. */
    static String missing(String name) {
        return name + " needs the artifact firehose-sink-" + name + ": unzip millrace-firehose-sink-" + name
                + "-VERSION.zip over the connector's folder in the workers' plugin.path, and restart them";
    }

    /** As the connector's {@code destination} has it. */
    String name();

    /** @param random used from several threads */
    Destination open(Tables tables, Clock clock, RandomGenerator random);

    /**
     * Which tables, and how they change.
     *
     * @param offsets what the tables call the offsets that they keep of the delivery stream
     * @param catalog properties of the tables' catalog, as its own documentation has them
     * @param tables by {@code database.table}
     * @param appendOnly whether records only ever insert
     * @param create whether tables are made that are not there
     * @param evolve whether tables get columns that records have and they have not
     * @param retryDuration for how long a commit is tried
     */
    record Tables(
            String offsets,
            Map<String, String> catalog,
            Map<String, Table> tables,
            boolean appendOnly,
            boolean create,
            boolean evolve,
            Duration retryDuration) {

        public Tables {
            catalog = Map.copyOf(catalog);
            tables = Map.copyOf(tables);
        }

        /** The catalog's properties hold secrets. */
        @Override
        public String toString() {
            return "Tables[" + offsets + ", " + tables + "]";
        }
    }

    /**
     * A table.
     *
     * @param uniqueKeys the columns that updates and deletes find rows by; none if rows are only inserted
     * @param partitionedBy the columns that it is partitioned by if it is made
     */
    record Table(List<String> uniqueKeys, List<String> partitionedBy) {

        public Table {
            uniqueKeys = List.copyOf(uniqueKeys);
            partitionedBy = List.copyOf(partitionedBy);
        }
    }
}

package io.millrace.firehose.iceberg;

import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.destination.DestinationProvider;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Opens the tables of any catalog that Iceberg knows, by its own properties ({@code type}, {@code uri}, {@code warehouse}, ...), and by its
 * {@code name}, under which a catalog in a database has its tables.
 */
public final class IcebergProvider implements DestinationProvider {

    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public Destination open(Tables tables, Clock clock, RandomGenerator random) {
        Map<TableIdentifier, Table> byName = new HashMap<>();
        tables.tables().forEach((name, table) -> byName.put(TableIdentifier.parse(name), table));
        var settings = new IcebergSettings(
                tables.offsets(),
                byName,
                tables.appendOnly(),
                tables.create(),
                tables.evolve(),
                tables.retryDuration());
        return new IcebergDestination(settings, catalog(tables), clock, random);
    }

    /** Iceberg looks for classes by the thread's loader, which in Connect is the plugin's only at times. */
    private Catalog catalog(Tables tables) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        try {
            return CatalogUtil.buildIcebergCatalog(
                    tables.catalog().getOrDefault("name", "iceberg"), tables.catalog(), new Configuration());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}

package io.millrace.firehose.assembly;

import io.millrace.firehose.config.DestinationSettings;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.HttpEndpointDestination;
import io.millrace.firehose.destination.opensearch.OpenSearchDestination;
import io.millrace.firehose.destination.splunk.SplunkDestination;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.ConfigException;

/** Where records go by requests. */
final class Destinations {

    /** The service's. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    private Destinations() {}

    /** Artifacts of their own are in the connector's plugin folder, and so with its class loader. */
    private static DestinationProvider provider(String name) {
        return ServiceLoader.load(DestinationProvider.class, Destinations.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("destination: " + name + " needs the artifact firehose-sink-"
                        + name + " and what it depends on: put them into the connector's plugin folder"));
    }

    static Destination open(DestinationSettings settings, ScheduledExecutorService scheduler, Clock clock) {
        RandomGenerator random = new SharedRandom();
        if (settings instanceof DestinationSettings.Iceberg iceberg) {
            return provider("iceberg").open(iceberg.tables(), clock, random);
        }
        if (settings instanceof DestinationSettings.Http http) {
            return new HttpEndpointDestination(http.endpoint(), TIME_LIMIT, scheduler, clock, random);
        }
        if (settings instanceof DestinationSettings.OpenSearch search) {
            try {
                return new OpenSearchDestination(search.cluster(), scheduler, clock, random);
            } catch (IllegalStateException e) {
                throw new ConfigException("opensearch.signing.access.key.id: " + e.getMessage()
                        + ": write a key with its secret, or let the worker have credentials");
            }
        }
        if (settings instanceof DestinationSettings.Splunk splunk) {
            return new SplunkDestination(splunk.collector(), TIME_LIMIT, scheduler, clock, random);
        }
        throw new ConfigException("destination: not known: " + settings);
    }
}

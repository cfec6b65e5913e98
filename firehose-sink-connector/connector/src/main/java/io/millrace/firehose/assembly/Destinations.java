package io.millrace.firehose.assembly;

import io.millrace.firehose.config.DestinationSettings;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.HttpEndpointDestination;
import io.millrace.firehose.destination.opensearch.OpenSearchDestination;
import io.millrace.firehose.destination.splunk.SplunkDestination;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** Where records go by requests. */
public final class Destinations {

    /** The service's. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    private static final String ICEBERG = "iceberg";

    private Destinations() {}

    /** Faults a destination whose artifact is not installed: better now than when a task starts. */
    public static void check(Config config) {
        for (ConfigValue value : config.configValues()) {
            if (value.name().equals("destination")
                    && ICEBERG.equals(value.value())
                    && DestinationProvider.find(ICEBERG).isEmpty()) {
                value.addErrorMessage("destination: " + DestinationProvider.missing(ICEBERG));
            }
        }
    }

    /** Of tables that have their own. */
    static Map<String, PrefixTemplate> errorPrefixes(DestinationSettings settings) {
        return settings instanceof DestinationSettings.Iceberg iceberg ? iceberg.errorPrefixes() : Map.of();
    }

    static Destination open(DestinationSettings settings, ScheduledExecutorService scheduler, Clock clock) {
        RandomGenerator random = new SharedRandom();
        if (settings instanceof DestinationSettings.Iceberg iceberg) {
            return DestinationProvider.find(ICEBERG)
                    .orElseThrow(() -> new ConfigException("destination: " + DestinationProvider.missing(ICEBERG)))
                    .open(iceberg.tables(), clock, random);
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

package io.millrace.firehose.config;

import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.HttpEndpointSettings;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;
import io.millrace.firehose.destination.splunk.SplunkSettings;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.util.Map;

/** Where records go. */
public sealed interface DestinationSettings {

    /** Files in the bucket: {@link FirehoseConfig#s3} and {@link FirehoseConfig#format}. */
    record S3() implements DestinationSettings {}

    record Http(HttpEndpointSettings endpoint) implements DestinationSettings {}

    record OpenSearch(OpenSearchSettings cluster) implements DestinationSettings {}

    /**
     * By a {@link DestinationProvider} of that name.
     *
     * @param errorPrefixes where failed records of some tables go, by {@code database.table}
     */
    record Iceberg(DestinationProvider.Tables tables, Map<String, PrefixTemplate> errorPrefixes)
            implements DestinationSettings {

        public Iceberg {
            errorPrefixes = Map.copyOf(errorPrefixes);
        }
    }

    record Splunk(SplunkSettings collector) implements DestinationSettings {}
}

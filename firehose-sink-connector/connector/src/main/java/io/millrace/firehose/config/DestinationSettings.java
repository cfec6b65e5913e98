package io.millrace.firehose.config;

import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.HttpEndpointSettings;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;
import io.millrace.firehose.destination.splunk.SplunkSettings;

/** Where records go. */
public sealed interface DestinationSettings {

    /** Files in the bucket: {@link FirehoseConfig#s3} and {@link FirehoseConfig#format}. */
    record S3() implements DestinationSettings {}

    record Http(HttpEndpointSettings endpoint) implements DestinationSettings {}

    record OpenSearch(OpenSearchSettings cluster) implements DestinationSettings {}

    /** By a {@link DestinationProvider} of that name. */
    record Iceberg(DestinationProvider.Tables tables) implements DestinationSettings {}

    record Splunk(SplunkSettings collector) implements DestinationSettings {}
}

package io.millrace.firehose.config;

import io.millrace.firehose.destination.http.HttpEndpointSettings;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;

/** Where records go. */
public sealed interface DestinationSettings {

    /** Files in the bucket: {@link FirehoseConfig#s3} and {@link FirehoseConfig#format}. */
    record S3() implements DestinationSettings {}

    record Http(HttpEndpointSettings endpoint) implements DestinationSettings {}

    record OpenSearch(OpenSearchSettings cluster) implements DestinationSettings {}
}

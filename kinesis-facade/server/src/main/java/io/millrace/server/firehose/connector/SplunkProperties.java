package io.millrace.server.firehose.connector;

import io.millrace.server.firehose.destination.SplunkDestinationConfiguration;
import io.millrace.server.firehose.destination.SplunkS3BackupMode;

/** Splunk's HTTP event collector. */
record SplunkProperties(S3Properties s3, ProcessorProperties processors) {

    void add(SplunkDestinationConfiguration splunk, Properties properties) {
        Secrets.refuse(splunk.secretsManagerConfiguration());
        properties
                .put("destination", "splunk")
                .put("splunk.endpoint", splunk.hecEndpoint())
                .put("splunk.endpoint.type", splunk.hecEndpointType())
                .put("splunk.token", splunk.hecToken())
                .put("splunk.ack.timeout.seconds", splunk.hecAcknowledgmentTimeoutInSeconds());
        Hints.add(splunk.bufferingHints(), properties);
        Hints.addRetries(splunk.retryOptions(), properties);
        s3.add(splunk.s3Configuration(), properties);
        properties.put(
                "backup.mode",
                splunk.s3BackupMode().map(mode -> mode == SplunkS3BackupMode.AllEvents ? "all" : "failed"));
        processors.add(splunk.processingConfiguration(), false, properties);
    }
}

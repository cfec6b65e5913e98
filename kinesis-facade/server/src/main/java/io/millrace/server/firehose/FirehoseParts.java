package io.millrace.server.firehose;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.connect.Connectors;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.records.DirectPuts;
import io.millrace.server.wire.Documents;
import java.time.Clock;

/**
 * What the operations are made of. Each takes just what it names in its constructor.
 *
 * @param connected whether there is a Kafka Connect to deliver
 */
public record FirehoseParts(
        Catalog catalog,
        DeliveryStreamArns arns,
        ConnectorProperties properties,
        Connectors connectors,
        boolean connected,
        DirectPuts puts,
        Documents documents,
        FirehoseConfig config,
        Clock clock) {}

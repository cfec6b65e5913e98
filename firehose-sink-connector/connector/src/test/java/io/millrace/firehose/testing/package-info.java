/** A real Kafka and real Connect workers for the connector's tests. */
package io.millrace.firehose.testing;

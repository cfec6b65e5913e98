/** Delivery to Splunk's HTTP Event Collector. */
@NullMarked
package io.millrace.firehose.destination.splunk;

import org.jspecify.annotations.NullMarked;

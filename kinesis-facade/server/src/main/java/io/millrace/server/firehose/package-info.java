/**
 * Amazon Data Firehose: its operations, room by room, and how a delivery stream becomes a connector.
 *
 * <p>Start at {@link io.millrace.server.firehose.FirehoseApi}.
 */
@NullMarked
package io.millrace.server.firehose;

import org.jspecify.annotations.NullMarked;

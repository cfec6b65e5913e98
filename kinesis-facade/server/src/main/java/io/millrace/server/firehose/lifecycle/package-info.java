/**
 * Makes topics and connectors agree with what the catalog says of delivery streams. What is to be done stands there, so that any node
 * carries it on; every step can be repeated.
 *
 * <p>Start at {@link io.millrace.server.firehose.lifecycle.DeliveryStreamLifecycle}.
 */
@NullMarked
package io.millrace.server.firehose.lifecycle;

import org.jspecify.annotations.NullMarked;

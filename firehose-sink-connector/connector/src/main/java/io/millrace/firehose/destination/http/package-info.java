/** Delivery to whoever speaks the service's HTTP endpoint protocol. */
@NullMarked
package io.millrace.firehose.destination.http;

import org.jspecify.annotations.NullMarked;

/** Kafka Connect, through its REST API. */
@NullMarked
package io.millrace.server.connect;

import org.jspecify.annotations.NullMarked;

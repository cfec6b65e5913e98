/** The throughput that a shard of the service has, for those who want to meet it here. Off by default. */
@NullMarked
package io.millrace.server.limits;

import org.jspecify.annotations.NullMarked;

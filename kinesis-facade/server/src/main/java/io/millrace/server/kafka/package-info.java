/** The only room, beside the catalog's log, that speaks to Kafka: topics, appends, reads. */
@NullMarked
package io.millrace.server.kafka;

import org.jspecify.annotations.NullMarked;

/** Which topics are streams of which tables, and what their partitions are as shards. */
@NullMarked
package io.millrace.server.dynamodbstreams.streams;

import org.jspecify.annotations.NullMarked;

/** Reading a shard: iterators, and pages of changes. */
@NullMarked
package io.millrace.server.dynamodbstreams.records;

import org.jspecify.annotations.NullMarked;

/** The records of a topic as the service's: what docs/dynamodb-cdc.md says of them, read from their JSON. */
@NullMarked
package io.millrace.server.dynamodbstreams.change;

import org.jspecify.annotations.NullMarked;

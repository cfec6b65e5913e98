/** Reads the shards that may be read, in threads of its own; one thread of somebody else's takes what they bring. */
package io.millrace.dynamodb.streaming;

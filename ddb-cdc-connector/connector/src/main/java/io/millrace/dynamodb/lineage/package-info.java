/** A stream's shards: which may be read, and how far they were. Pure. */
package io.millrace.dynamodb.lineage;

/** PutRecord and PutRecords, GetShardIterator and GetRecords. */
@NullMarked
package io.millrace.server.kinesis.records;

import org.jspecify.annotations.NullMarked;

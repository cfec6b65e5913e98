/** Parquet files, written without Hadoop. */
@NullMarked
package io.millrace.firehose.format.parquet;

import org.jspecify.annotations.NullMarked;

/** How what a record and a shard cost grows with shards and nodes, measured and drawn. */
@NullMarked
package io.millrace.benchmarks.growth;

import org.jspecify.annotations.NullMarked;

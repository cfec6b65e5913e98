/**
 * The drill: brokers and facades as processes, killed, stopped and restarted while everybody writes and shards split and merge.
 *
 * <p>Start at {@link io.millrace.conformance.drill.Drill}.
 */
@NullMarked
package io.millrace.conformance.drill;

import org.jspecify.annotations.NullMarked;

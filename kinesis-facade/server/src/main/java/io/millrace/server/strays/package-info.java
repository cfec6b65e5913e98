/**
 * What lands where no shard is, behind the end of a closed one for the most part, is carried on to the open shard of its hash key
 * (G4 of docs/reshard-protocol.md).
 *
 * <p>Start at {@link io.millrace.server.strays.StrayCarrier}; which offsets are nobody's is in {@link
 * io.millrace.server.strays.Gaps}.
 */
@NullMarked
package io.millrace.server.strays;

import org.jspecify.annotations.NullMarked;

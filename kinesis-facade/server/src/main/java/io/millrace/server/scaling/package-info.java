/**
 * On-demand streams: what their shards are written, on all nodes together, and what to split and to merge for it.
 */
@NullMarked
package io.millrace.server.scaling;

import org.jspecify.annotations.NullMarked;

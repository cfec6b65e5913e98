/**
 * The stream catalog: one compacted topic, followed by every node, written by one writer at a time.
 *
 * <p>Start at {@link io.millrace.server.catalog.Catalog}. What the facts mean is in {@code io.millrace.mapping.catalog}.
 */
@NullMarked
package io.millrace.server.catalog;

import org.jspecify.annotations.NullMarked;

/** Schema registries, of which tables' schemas are followed. */
@NullMarked
package io.millrace.firehose.registry;

import org.jspecify.annotations.NullMarked;

/** Tags of streams and consumers. */
@NullMarked
package io.millrace.server.kinesis.tags;

import org.jspecify.annotations.NullMarked;

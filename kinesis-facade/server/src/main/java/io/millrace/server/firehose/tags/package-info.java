/** Tags of delivery streams. */
@NullMarked
package io.millrace.server.firehose.tags;

import org.jspecify.annotations.NullMarked;

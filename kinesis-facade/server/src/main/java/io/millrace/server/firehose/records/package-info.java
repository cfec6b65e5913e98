/** Direct puts. */
@NullMarked
package io.millrace.server.firehose.records;

import org.jspecify.annotations.NullMarked;

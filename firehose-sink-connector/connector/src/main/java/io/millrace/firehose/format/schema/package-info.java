/** The table that records are converted to, and how JSON becomes its rows. */
@NullMarked
package io.millrace.firehose.format.schema;

import org.jspecify.annotations.NullMarked;

/** Apache Iceberg tables as a destination. */
@NullMarked
package io.millrace.firehose.iceberg;

import org.jspecify.annotations.NullMarked;

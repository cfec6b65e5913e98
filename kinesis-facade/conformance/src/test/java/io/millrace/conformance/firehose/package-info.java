/** Real clients of Firehose against a server that delivers. */
@NullMarked
package io.millrace.conformance.firehose;

import org.jspecify.annotations.NullMarked;

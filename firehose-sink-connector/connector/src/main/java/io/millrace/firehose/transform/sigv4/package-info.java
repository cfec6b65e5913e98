/** Signature Version 4, for functions that are Lambda's own. */
@NullMarked
package io.millrace.firehose.transform.sigv4;

import org.jspecify.annotations.NullMarked;

/** Real clients against a running server. */
@NullMarked
package io.millrace.conformance;

import org.jspecify.annotations.NullMarked;

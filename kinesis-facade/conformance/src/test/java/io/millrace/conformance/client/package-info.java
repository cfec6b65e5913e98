/** One neutral port, and every client behind it. */
@NullMarked
package io.millrace.conformance.client;

import org.jspecify.annotations.NullMarked;

/** Errors that need a server in a state of its own: with limits, with a clock that is moved, with streams that Kafka does not have. */
@NullMarked
package io.millrace.conformance.errors;

import org.jspecify.annotations.NullMarked;

/** A load client that costs little: one selector thread, kept-alive connections, requests encoded and signed beforehand. */
@NullMarked
package io.millrace.benchmarks.http;

import org.jspecify.annotations.NullMarked;

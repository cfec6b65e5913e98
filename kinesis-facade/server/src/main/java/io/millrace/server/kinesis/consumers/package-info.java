/** Registered consumers of a stream (enhanced fan-out), and what is pushed to them. */
@NullMarked
package io.millrace.server.kinesis.consumers;

import org.jspecify.annotations.NullMarked;

/** Responses that go on: {@code application/vnd.amazon.eventstream}. */
@NullMarked
package io.millrace.server.wire.eventstream;

import org.jspecify.annotations.NullMarked;

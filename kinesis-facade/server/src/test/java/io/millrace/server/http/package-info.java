/** HTTP, tested over real sockets against a small API that is not Kinesis. */
@NullMarked
package io.millrace.server.http;

import org.jspecify.annotations.NullMarked;

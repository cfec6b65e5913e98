/** The server. Start at {@link io.millrace.server.Facade} and {@link io.millrace.server.Node}. */
@NullMarked
package io.millrace.server;

import org.jspecify.annotations.NullMarked;

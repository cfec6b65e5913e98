/** HTTP: connections, bodies, the way from a request to its operation and back, health and metrics. */
@NullMarked
package io.millrace.server.http;

import org.jspecify.annotations.NullMarked;

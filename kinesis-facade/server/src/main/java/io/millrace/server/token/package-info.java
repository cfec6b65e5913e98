/** What all services' tokens have in common: any node opens what another has handed out, and nobody else can make one. */
@NullMarked
package io.millrace.server.token;

import org.jspecify.annotations.NullMarked;

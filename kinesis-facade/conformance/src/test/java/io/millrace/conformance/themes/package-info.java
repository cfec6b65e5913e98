/** What must hold with every client, each theme run once per client. */
@NullMarked
package io.millrace.conformance.themes;

import org.jspecify.annotations.NullMarked;

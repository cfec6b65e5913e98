/** What is deployed: the files under {@code compose/} and the facade's image. */
@NullMarked
package io.millrace.conformance.compose;

import org.jspecify.annotations.NullMarked;

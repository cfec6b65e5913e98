/** Every operation of the API: what it does, and each error of the model that can be had. */
@NullMarked
package io.millrace.conformance.operations;

import org.jspecify.annotations.NullMarked;

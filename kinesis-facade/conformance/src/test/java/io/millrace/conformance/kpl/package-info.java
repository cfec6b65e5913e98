/** The Kinesis Producer Library, whose native daemon speaks https alone. */
@NullMarked
package io.millrace.conformance.kpl;

import org.jspecify.annotations.NullMarked;

/** JMH benchmarks of what every record or every request passes through. */
@NullMarked
package io.millrace.benchmarks.micro;

import org.jspecify.annotations.NullMarked;

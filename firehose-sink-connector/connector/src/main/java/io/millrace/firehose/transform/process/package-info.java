/** Functions in child processes that speak Lambda's Runtime API with us. */
@NullMarked
package io.millrace.firehose.transform.process;

import org.jspecify.annotations.NullMarked;

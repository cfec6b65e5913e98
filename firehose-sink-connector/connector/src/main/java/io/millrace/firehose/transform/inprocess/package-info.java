/** Java functions in this process, each in class loaders of its own. */
@NullMarked
package io.millrace.firehose.transform.inprocess;

import org.jspecify.annotations.NullMarked;

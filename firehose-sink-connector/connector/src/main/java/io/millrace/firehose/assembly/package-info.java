/** Makes of the configuration what a task needs, and takes it apart again. */
@NullMarked
package io.millrace.firehose.assembly;

import org.jspecify.annotations.NullMarked;

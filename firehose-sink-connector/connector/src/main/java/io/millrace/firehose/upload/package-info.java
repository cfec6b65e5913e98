/** Files on their way to the store: compressed, cut into parts, uploaded, and not visible. Runs on the threads of uploads. */
@NullMarked
package io.millrace.firehose.upload;

import org.jspecify.annotations.NullMarked;

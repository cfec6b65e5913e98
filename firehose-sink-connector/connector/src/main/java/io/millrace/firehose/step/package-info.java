/** What is done to records before a transform sees them: pure, one record in, none or more out. */
@NullMarked
package io.millrace.firehose.step;

import org.jspecify.annotations.NullMarked;

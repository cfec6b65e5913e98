/** Records changed by a function that speaks Firehose's record protocol: asynchronous, bounded, in order, and never losing one. */
@NullMarked
package io.millrace.firehose.transform;

import org.jspecify.annotations.NullMarked;

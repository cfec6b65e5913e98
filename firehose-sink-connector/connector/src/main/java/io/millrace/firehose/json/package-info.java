/** JSON documents in bytes. */
@NullMarked
package io.millrace.firehose.json;

import org.jspecify.annotations.NullMarked;

/** The service's language for prefixes, and the names of objects. */
@NullMarked
package io.millrace.firehose.prefix;

import org.jspecify.annotations.NullMarked;

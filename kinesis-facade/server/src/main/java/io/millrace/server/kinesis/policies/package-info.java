/** Resource policies of streams and consumers: checked for form, stored and given back, not enforced. */
@NullMarked
package io.millrace.server.kinesis.policies;

import org.jspecify.annotations.NullMarked;

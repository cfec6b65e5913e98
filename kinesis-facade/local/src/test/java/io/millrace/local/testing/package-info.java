/** What tests of other modules use of the embedded broker. */
@NullMarked
package io.millrace.local.testing;

import org.jspecify.annotations.NullMarked;

/** Everything in one JVM: a real KRaft broker in a folder, and the facade in front of it. */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;

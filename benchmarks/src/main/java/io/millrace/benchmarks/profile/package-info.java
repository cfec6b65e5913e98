/** Where the time of a record goes: a profile of the facade, as microseconds by layer. */
@NullMarked
package io.millrace.benchmarks.profile;

import org.jspecify.annotations.NullMarked;

/** What everything that speaks HTTP to the outside shares. */
@NullMarked
package io.millrace.firehose.http;

import org.jspecify.annotations.NullMarked;

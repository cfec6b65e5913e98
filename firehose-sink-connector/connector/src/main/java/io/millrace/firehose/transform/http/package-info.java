/** Functions behind Lambda's Invoke API: Lambda itself, its runtime interface emulator, and what looks like them. */
@NullMarked
package io.millrace.firehose.transform.http;

import org.jspecify.annotations.NullMarked;

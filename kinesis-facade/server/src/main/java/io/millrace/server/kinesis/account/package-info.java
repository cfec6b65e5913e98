/** Settings of the account as a whole. */
@NullMarked
package io.millrace.server.kinesis.account;

import org.jspecify.annotations.NullMarked;

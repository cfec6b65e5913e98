/** Server-side encryption. What is said of it is kept and shown; there is no key ring, so a key of the client's own is refused. */
@NullMarked
package io.millrace.server.firehose.encryption;

import org.jspecify.annotations.NullMarked;
